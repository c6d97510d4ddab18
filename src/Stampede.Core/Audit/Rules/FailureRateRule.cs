using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>How many requests failed, and of what.</summary>
internal sealed class FailureRateRule : IAuditRule
{
    private const int Few = 10;

    public string Id => "FAIL-RATE";

    public string Title => "Failures";

    public string Needs => "requests";

    public string Severities => "invalid: half of all requests of another tool's run, or for a claim of capacity or a comparison a hundredth; warning: a hundredth; note: fewer, above 0.1 %";

    public AuditOutcome Judge(AuditInput input)
    {
        var run = input.Run;
        var (settled, failed) = (RunSums.Settled(run), RunSums.Failed(run));
        if (settled == 0)
        {
            return AuditOutcome.NotApplicable("there were no requests");
        }

        var rate = (double)failed / settled;
        if (rate < 0.001)
        {
            return AuditOutcome.Clean;
        }

        // One of few is not a rate: the whole interval has to be above the limit.
        var surely = Wilson.Of(Math.Min(failed, settled), settled).Low;
        var reasons = Reasons(run).ToArray();
        return AuditOutcome.Found(new AuditFinding
        {
            Rule = Id,
            Severity = (rate >= 0.5 && failed >= Few) || (input.Use != AuditUse.Run && surely >= 0.01) ? RunSums.Gravest(input)
                : surely >= 0.01 ? NoteSeverity.Warning
                : NoteSeverity.Note,
            Numbers =
            [
                new("failed", failed), new("requests", settled), RunSums.Share("failure rate", failed, settled), RunSums.Share("success rate", settled - failed, settled),
                .. reasons.Take(8).Select(r => new AuditNumber($"{r.Reason}, {r.Request}", r.Count)),
            ],
            Meaning = failed >= settled
                ? $"All {Figures.Count(settled)} requests failed: nothing was tested, and every time is that of a failure."
                : $"{Figures.Count(failed)} of {Figures.Plural(settled, "request")} failed: {Figures.Percent(failed, settled)} is the failure rate, and {Figures.Percent(settled - failed, settled)} the success rate.",
            Advice = reasons.Length == 0
                ? "Find out why they failed; figures of the successes say nothing about the others."
                : $"Begin with the most frequent reason: {reasons[0].Reason}, {reasons[0].Request} ({Figures.Count(reasons[0].Count)} times).",
        });
    }

    private static IEnumerable<(string Reason, RequestKey Request, long Count)> Reasons(RunResult run)
    {
        var names = new IdNames(run.Requests.Keys);
        return run.Failures
            .GroupBy(f => (Reason: Reason(f.Key), Request: names.Of(f.Key.Request)))
            .Select(g => (g.Key.Reason, g.Key.Request, g.Sum(f => f.Stats.Count)))
            .OrderByDescending(r => r.Item3)
            .ThenBy(r => r.Reason, StringComparer.Ordinal);
    }

    private static string Reason(FailureKey failure) => FailureText.Status(failure.Text) switch
    {
        0 => "no answer",
        { } status => $"{status}",
        null when failure.Text.Length > 80 => failure.Text[..80] + "…",
        _ => failure.Text,
    };
}
