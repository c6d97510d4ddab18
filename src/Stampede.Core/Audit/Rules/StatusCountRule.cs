using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Answers per status against requests, per name.</summary>
internal sealed class StatusCountRule : IAuditRule
{
    public string Id => "COUNT-STATUS";

    public string Title => "Statuses against requests";

    public string Needs => "statuses";

    public string Severities => "invalid: counts that differ at all";

    public AuditOutcome Judge(AuditInput input)
    {
        var rows = input.Run.Requests.Where(r => r.Value.Statuses.Count > 0).ToArray();
        if (rows.Length == 0 || !input.Run.Knows(UnknownParts.Statuses))
        {
            return AuditOutcome.NotApplicable("no statuses are known");
        }

        var wrong = rows.Where(r => IsWrong(r.Value, input.Run.Imported is not null)).ToArray();
        return wrong.Length == 0 ? AuditOutcome.Clean : AuditOutcome.Found(new AuditFinding
        {
            Rule = Id,
            Severity = NoteSeverity.Invalid,
            Numbers =
            [
                new("names", wrong.Length), new("requests", wrong.Sum(r => r.Value.Settled)),
                new("statuses", wrong.Sum(r => r.Value.Statuses.Values.Sum())), new("accepted errors", wrong.Sum(r => r.Value.Accepted)),
            ],
            Meaning = $"Of {Figures.Plural(wrong.Length, "name")} the answers per status do not add up to the requests: one of the two was not counted in this run.",
            Advice = "Read the run folder or the files anew; if it stays so, report it.",
            Examples = RunSums.Examples(wrong.Select(r => r.Key)),
        });
    }

    // A name of our own may stand for HTTP and for something else, which has no status.
    private static bool IsWrong(RequestStats stats, bool isImported)
    {
        var statuses = stats.Statuses.Values.Sum();
        return statuses > stats.Settled || (isImported && statuses < stats.Settled) || stats.Accepted > stats.Statuses.Where(s => s.Key >= 400).Sum(s => s.Value);
    }
}
