using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Failures per kind and text against failed requests.</summary>
internal sealed class FailureCountRule : IAuditRule
{
    public string Id => "COUNT-FAILURES";

    public string Title => "Failures against failed requests";

    public string Needs => "requests";

    public string Severities => "invalid: more failures than requests, or counts of our own that differ; warning: a list of failures of another tool that does not add up";

    public AuditOutcome Judge(AuditInput input)
    {
        var run = input.Run;
        var (settled, failed, listed) = (RunSums.Settled(run), RunSums.Failed(run), run.Failures.Sum(f => f.Stats.Count));
        var impossible = run.Requests.Where(r => r.Value.Failed > r.Value.Settled).Select(r => r.Key).ToArray();
        if (impossible.Length > 0)
        {
            return AuditOutcome.Found(Finding(
                NoteSeverity.Invalid, $"{Figures.Plural(impossible.Length, "name has", "names have")} more failures than requests, which cannot be.", impossible));
        }

        if (run.Failures.Count == 0 || listed == failed)
        {
            return AuditOutcome.Clean;
        }

        return AuditOutcome.Found(Finding(
            run.Imported is null ? NoteSeverity.Invalid : NoteSeverity.Warning,
            $"The list of failures holds {Figures.Count(listed)}, but {Figures.Plural(failed, "request")} failed: the reasons of some are missing or stand twice.", []));

        AuditFinding Finding(NoteSeverity severity, string meaning, IEnumerable<RequestKey> names) => new()
        {
            Rule = Id,
            Severity = severity,
            Numbers = [new("requests", settled), new("failed", failed), new("listed", listed)],
            Meaning = meaning,
            Advice = "Take all files from the same run, whole and unedited.",
            Examples = RunSums.Examples(names),
        };
    }
}
