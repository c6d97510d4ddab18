using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>How many response times there are against how many requests.</summary>
internal sealed class TimesCountRule : IAuditRule
{
    public string Id => "COUNT-TIMES";

    public string Title => "Response times against requests";

    public string Needs => "response times";

    public string Severities => "invalid: counts that differ at all; of another tool: more times than requests, or 1 % fewer than successes";

    public AuditOutcome Judge(AuditInput input)
    {
        var rows = input.Run.Requests.Where(r => r.Value.Settled > 0 && Times(r.Value) > 0).ToArray();
        if (rows.Length == 0)
        {
            return AuditOutcome.NotApplicable("no response times are known");
        }

        var wrong = rows.Where(r => IsWrong(r.Value, input.Run.Imported is not null)).ToArray();
        return wrong.Length == 0 ? AuditOutcome.Clean : AuditOutcome.Found(new AuditFinding
        {
            Rule = Id,
            Severity = NoteSeverity.Invalid,
            Numbers = [new("names", wrong.Length), new("requests", wrong.Sum(r => r.Value.Settled)), new("response times", wrong.Sum(r => Times(r.Value)))],
            Meaning = $"Of {Figures.Plural(wrong.Length, "name")} there are more or fewer response times than requests: percentiles are not those of the requests that were counted.",
            Advice = "Read the run folder or the files anew; if it stays so, report it.",
            Examples = RunSums.Examples(wrong.Select(r => r.Key)),
        });
    }

    private static long Times(RequestStats stats) => stats.Reported?.Count ?? stats.ResponseTime.Count + stats.FailedResponseTime.Count;

    // Other tools have no time of some requests, such as those that were never answered.
    private static bool IsWrong(RequestStats stats, bool isImported) => isImported
        ? Times(stats) > stats.Settled || Times(stats) < 0.99 * (stats.Settled - stats.Failed)
        : stats.FailedResponseTime.Count != stats.Failed
            || stats.ResponseTime.Count != stats.Settled - stats.Failed
            || (stats.ServiceTime is { } service && service.Count != stats.ResponseTime.Count);
}
