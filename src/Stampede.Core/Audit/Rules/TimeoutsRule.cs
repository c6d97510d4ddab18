using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Requests whose true time is not known, because the user gave up.</summary>
internal sealed class TimeoutsRule : IAuditRule
{
    public string Id => "TIMEOUT";

    public string Title => "Timeouts";

    public string Needs => "kinds of failures, or their texts";

    public string Severities => "warning: over 1 % of the requests; note: any";

    public AuditOutcome Judge(AuditInput input)
    {
        var (run, total) = (input.Run, input.Run.Total());
        var count = run.Failures.Where(IsTimeout).Sum(f => f.Stats.Count);
        if (count == 0)
        {
            return run.Imported is not null && total.Failed > 0 && run.Failures.Count == 0 ? AuditOutcome.NotApplicable("why requests failed is not known") : AuditOutcome.Clean;
        }

        var longest = total.FailedResponseTime.Max;
        var numbers = new List<AuditNumber> { new("timeouts", count), new("requests", total.Settled) };
        if (longest > 0)
        {
            numbers.Add(new("longest", longest / 1_000.0, "ms"));
        }

        return AuditOutcome.Found(this.Finding(
            count > total.Settled * 0.01 ? NoteSeverity.Warning : NoteSeverity.Note,
            $"{Figures.Plural(count, "request")} ({Figures.Percent(count, total.Settled)}) ran into a timeout: {(longest > 0 ? $"their times end at {Figures.Time(longest)} because nobody waited longer" : "how long they would have taken is not known")}, and the percentiles of successes leave them out.",
            "Read all_response_time beside the response time of successes, and call its highest values at least so much.",
            numbers));
    }

    private static bool IsTimeout(FailureInterval failure) => failure.Key.Kind is FailureKind.Timeout or FailureKind.ConnectTimeout
        || (failure.Key.Kind == FailureKind.Unknown && (failure.Key.Text.Contains("timed out", StringComparison.OrdinalIgnoreCase) || failure.Key.Text.Contains("timeout", StringComparison.OrdinalIgnoreCase)));
}
