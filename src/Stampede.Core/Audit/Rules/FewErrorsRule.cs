using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Failure rates of too few requests: one failure in 300 is not a trend. The interval is Wilson's, 95 %.</summary>
internal sealed class FewErrorsRule : IAuditRule
{
    private const int FewFailures = 10;
    private const int FewRequests = 100;

    public string Id => "RATEN";

    public string Title => "Too few samples for a failure rate";

    public string Needs => "requests";

    public string Severities => "warning: a threshold that failed though the true rate may hold it; "
        + "note: one that held though the true rate may not, fewer than ten failures, fewer than 100 requests";

    public AuditOutcome Judge(AuditInput input)
    {
        var run = input.Run;
        var (settled, failed) = (RunSums.Settled(run), RunSums.Failed(run));
        if (settled == 0 || failed > settled)
        {
            return AuditOutcome.NotApplicable("there were no requests");
        }

        AuditFinding[] thresholds = [.. run.Thresholds.SelectMany(t => OfThreshold(run, t))];
        var findings = new List<AuditFinding>(thresholds);
        if (settled < FewRequests)
        {
            findings.Add(Finding(
                NoteSeverity.Note, null, failed, settled,
                $"{Figures.Plural(settled, "request is", "requests are")} too few for a verdict: the true failure rate may be up to {Percent(Wilson.Of(failed, settled).High)}."));
        }
        else if (failed is > 0 and < FewFailures && thresholds.Length == 0)
        {
            var interval = Wilson.Of(failed, settled);
            findings.Add(Finding(
                NoteSeverity.Note, null, failed, settled,
                $"{Figures.Plural(failed, "failure")} in {Figures.Count(settled)} requests: the true rate is between {Percent(interval.Low)} and {Percent(interval.High)}, and no trend can be seen in it."));
        }

        return AuditOutcome.Found(findings);
    }

    private IEnumerable<AuditFinding> OfThreshold(RunResult run, ThresholdResult threshold)
    {
        if (ThresholdText.FailureLimit(threshold.Expression) is not { } limit || ThresholdText.Subject(threshold.Expression, run) is not { } subject || subject.Sum(s => s.Settled) is not (> 0 and var settled))
        {
            yield break;
        }

        var failed = subject.Sum(s => s.Failed);
        var interval = Wilson.Of(failed, settled);
        if (threshold.Outcome == ThresholdOutcome.Failed && interval.Low < limit)
        {
            yield return Finding(
                NoteSeverity.Warning, threshold.Expression, failed, settled,
                $"{Figures.Plural(failed, "failure")} in {Figures.Plural(settled, "request")} broke the limit of {Percent(limit)}, but the true rate may be {Percent(interval.Low)}: that is no trend yet.");
        }
        else if (threshold.Outcome == ThresholdOutcome.Passed && interval.High > limit && limit < 1)
        {
            yield return Finding(
                NoteSeverity.Note, threshold.Expression, failed, settled,
                $"{Figures.Plural(failed, "failure")} in {Figures.Plural(settled, "request")} held the limit of {Percent(limit)}, but the true rate may be up to {Percent(interval.High)}.");
        }
    }

    private AuditFinding Finding(NoteSeverity severity, string? subject, long failed, long settled, string meaning)
    {
        var interval = Wilson.Of(failed, settled);
        return new AuditFinding
        {
            Rule = Id,
            Severity = severity,
            Subject = subject,
            Numbers =
            [
                new("failed", failed), new("requests", settled), RunSums.Share("failure rate", failed, settled),
                new("at least", 100 * interval.Low, "%"), new("at most", 100 * interval.High, "%"),
            ],
            Meaning = meaning,
            Advice = "Run for longer before you act on this rate.",
        };
    }

    private static string Percent(double share) => $"{Figures.Number(100 * share)} %";
}
