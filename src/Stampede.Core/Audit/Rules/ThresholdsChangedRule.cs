using System.Security.Cryptography;
using System.Text;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether the run was judged by the thresholds that were set before it started.</summary>
internal sealed class ThresholdsChangedRule : IAuditRule
{
    public string Id => "SLO-CHANGED";

    public string Title => "Thresholds set before the start";

    public string Needs => "thresholds";

    public string Severities => "invalid: a plan whose thresholds are not those of its hash; warning: a run that was judged by others";

    public AuditOutcome Judge(AuditInput input)
    {
        var run = input.Run;
        if (run.Imported is not null || run.Plan.ThresholdsHash.Length == 0)
        {
            return AuditOutcome.NotApplicable("what was set before the start is not known");
        }

        string[] judged = [.. run.Thresholds.Select(t => t.Expression)];
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', run.Plan.Thresholds))));
        if (hash != run.Plan.ThresholdsHash && !run.Plan.Thresholds.Any(t => t.Contains("***", StringComparison.Ordinal)))
        {
            return AuditOutcome.Found(Finding(
                NoteSeverity.Invalid, run, judged.Length, "The thresholds in the plan are not those that were set before the start: their hash differs, so the goals were changed after the result was known."));
        }

        string[] changed = [.. judged.Except(run.Plan.Thresholds), .. judged.Length == 0 ? [] : run.Plan.Thresholds.Except(judged)];
        return changed.Length == 0 ? AuditOutcome.Clean : AuditOutcome.Found(Finding(
            NoteSeverity.Warning, run, judged.Length, $"The run was judged by other thresholds than were set before its start: {Figures.Plural(changed.Length, "threshold was", "thresholds were")} added, changed or left out.") with
        {
            Examples = [.. changed.Take(5)],
        });
    }

    private AuditFinding Finding(NoteSeverity severity, RunResult run, int judged, string meaning) => new()
    {
        Rule = Id,
        Severity = severity,
        Numbers = [new("thresholds set", run.Plan.Thresholds.Count), new("thresholds judged", judged)],
        Meaning = meaning,
        Advice = "Write goals into the test before it starts, and run it again when they change.",
    };
}
