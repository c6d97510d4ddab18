using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What follows from the runs of a suite: what limits them, and what to do. Nothing is said that no finding, note, target or failure says.</summary>
internal static class Findings
{
    // Rules and notes about the machine that sends the load.
    private const string GeneratorRules = "GEN-";
    private const string BlockedLoop = "BLOCKED-LOOP";

    // Rules about a system that is at its limit.
    private static readonly string[] SystemRules = ["SATURATION", "OVERLOAD"];

    /// <summary>What limited a run, as far as its findings know.</summary>
    public static IEnumerable<(string Test, string Text)> Bottlenecks(SuiteResult suite) =>
        from outcome in suite.Outcomes
        where outcome.Run is not null
        from text in Limits(outcome.Run!)
        select (outcome.Entry.Name, SecretMask.Text(text));

    /// <summary>What to do, the gravest of each test first.</summary>
    public static IEnumerable<(string Test, string Text)> Recommendations(SuiteResult suite) =>
        from outcome in suite.Outcomes
        from text in Advice(outcome).Distinct()
        select (outcome.Entry.Name, SecretMask.Text(text));

    private static IEnumerable<string> Limits(RunResult run)
    {
        foreach (var finding in run.Audit?.Findings ?? [])
        {
            var isGenerator = finding.Rule.StartsWith(GeneratorRules, StringComparison.Ordinal);
            if (isGenerator || SystemRules.Contains(finding.Rule))
            {
                yield return $"The {(isGenerator ? "generator" : "system under test")}, {finding.Rule}: {finding.Meaning}";
            }
        }

        foreach (var note in run.Notes.Where(n => n.Id == BlockedLoop))
        {
            yield return $"The generator, {note.Id}: {note.Text}";
        }
    }

    private static IEnumerable<string> Advice(SuiteOutcome outcome)
    {
        if (outcome.Run is not { } run)
        {
            return outcome.ExitCode == ExitCode.Passed ? [] : ["It was not run, so nothing is known of it: put right what kept it from running, and go on with --resume."];
        }

        return
        [
            .. run.Audit?.Findings.OrderByDescending(f => f.Severity).Where(f => f.Severity > NoteSeverity.Note)
                .Select(f => $"{f.Rule}{(f.Subject is { } subject ? $" ({subject})" : "")}: {f.Meaning} {f.Advice}") ?? [],
            .. run.Notes.OrderByDescending(n => n.Severity).Where(n => n.Severity > NoteSeverity.Note).Select(n => $"{n.Id}: {n.Text}"),
            .. run.Thresholds.Where(t => t.Outcome != ThresholdOutcome.Passed).Select(t => t.Outcome == ThresholdOutcome.Failed
                ? $"The target {t.Expression} is missed, at {t.MeasuredText}: find out why, or change the target."
                : $"The target {t.Expression} had nothing to measure: correct what it selects, or make the test long enough for it."),
            .. outcome.Bands.Where(b => b.Outcome is BandOutcome.Fail or BandOutcome.Warning)
                .Select(b => $"{b.Band.Metric} is {b.MeasuredText}, {(b.Outcome == BandOutcome.Fail ? "beyond its bands" : "in its warning band")} ({b.Band.Text}): find out why."),
            .. ReportText.Failures(run).Take(1).Select(f => $"Most failures are {ReportText.Masked(f.Key.Request)}: {LineText.Cut(LineText.OneLine(f.Key.Text), 200)} ({Figures.Plural(f.Stats.Count, "time")})."),
            .. run.UserErrors.Count > 0 ? [$"The load test's own code threw {Figures.Plural(run.UserErrors.Sum(e => e.Count), "time")}, most often {run.UserErrors.MaxBy(e => e.Count)!.Type}: correct it."] : Array.Empty<string>(),
        ];
    }
}
