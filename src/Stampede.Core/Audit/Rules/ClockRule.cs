using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether the clock was fine enough for what it timed.</summary>
internal sealed class ClockRule : IAuditRule
{
    public string Id => "CLOCK";

    public string Title => "Resolution of the clock";

    public string Needs => "distributions of response times, 100 successes";

    public string Severities => "warning: over 1 % of the times are 0, or over 20 % are the same one of whole milliseconds that are more than 1 % of the median";

    public AuditOutcome Judge(AuditInput input)
    {
        var times = input.Run.Total().ResponseTime;
        if (times.Count < 100)
        {
            return AuditOutcome.NotApplicable(times.Count == 0 ? "there is no distribution of response times" : "there are fewer than 100 successes");
        }

        var (most, zero, whole) = (0L, 0L, true);
        foreach (var bucket in times.Buckets)
        {
            most = Math.Max(most, bucket.Count);
            zero = bucket.High == 0 ? bucket.Count : zero;
            whole &= (bucket.High / 1_000 * 1_000) >= bucket.Low;
        }

        if (zero > times.Count * 0.01)
        {
            return AuditOutcome.Found(this.Finding(
                NoteSeverity.Warning,
                $"{Figures.Percent(zero, times.Count)} of the response times are 0: the clock was too coarse for what it timed.",
                "Time several operations together, or with a finer clock.",
                new("times of 0", zero),
                new("times", times.Count)));
        }

        return !whole || most <= times.Count * 0.2 || times.Percentile(50) >= 100_000 ? AuditOutcome.Clean : AuditOutcome.Found(this.Finding(
            NoteSeverity.Warning,
            $"The times are whole milliseconds, {Figures.Percent(most, times.Count)} of them the same one, where the median is {Figures.Time(times.Percentile(50))}: percentiles differ from the truth by up to a millisecond.",
            "Read no difference of a millisecond or two, or write the times with fractions.",
            new("the most frequent time", most),
            new("times", times.Count),
            new("response time p50", times.Percentile(50) / 1_000.0, "ms")));
    }
}
