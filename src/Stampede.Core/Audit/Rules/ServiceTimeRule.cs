using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Response time and service time far apart: requests waited before they were sent.</summary>
internal sealed class ServiceTimeRule : IAuditRule
{
    public string Id => "CO";

    public string Title => "Response time against service time";

    public string Needs => "a service time, and 299 successes";

    public string Severities => "note: the 99th percentiles differ by more than 2 times; warning for capacity and comparison";

    public AuditOutcome Judge(AuditInput input)
    {
        var total = input.Run.Total();
        if (total.ServiceTime is not { Count: >= 299 } service)
        {
            return AuditOutcome.NotApplicable(total.ServiceTime is null ? "requests were timed from when they were sent" : "there are fewer than 299 successes");
        }

        var (response, sent) = (total.ResponseTime.Percentile(99), service.Percentile(99));
        return response <= 2 * sent ? AuditOutcome.Clean : AuditOutcome.Found(this.Finding(
            input.Weigh(NoteSeverity.Note, NoteSeverity.Warning),
            $"The 99th percentile is {Figures.Time(response)} from when a request was due and {Figures.Time(sent)} from when it was sent: requests queued before they went out, which the target's own times do not show.",
            "Quote the response time, and look for what held requests back: too few connections, a slow target, or a busy generator (GEN-LAG).",
            new("response time p99", response / 1_000.0, "ms"),
            new("service time p99", sent / 1_000.0, "ms")));
    }
}
