using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Whether the generator sent when it was to send.</summary>
internal sealed class LateArrivalsRule : IAuditRule
{
    public string Id => "GEN-LAG";

    public string Title => "Late arrivals";

    public string Needs => "arrivals, over at least 5 s after the start";

    public string Severities =>
        "invalid: over 1 % of the arrivals started over 10 ms late; warning: over 0.5 %; note (invalid for capacity and comparison): the 99th percentile of the delay above 1 ms and 10 % of the median";

    public AuditOutcome Judge(AuditInput input)
    {
        if (input.Run.Arrivals.Sum(a => a.Scheduled) == 0)
        {
            return AuditOutcome.NotApplicable("the run has no arrivals, and users of the closed model send when they can");
        }

        var points = GeneratorTime.Of(input.Timeline);
        if (GeneratorTime.Missing(input.Timeline, points) is { } missing)
        {
            return AuditOutcome.NotApplicable(missing);
        }

        var (started, late) = (points.Sum(p => p.Scheduled - p.Dropped), points.Sum(p => p.Late));
        if (late >= 5 && late > started * 0.005)
        {
            return AuditOutcome.Found(this.Finding(
                late > started * 0.01 ? NoteSeverity.Invalid : NoteSeverity.Warning,
                $"{Figures.Percent(late, started)} of the arrivals started over 10 ms after their time, because the generator was busy: the load was not the planned one, and the delay is in the response times.",
                "Give the generator more cores or machines, or ask for less.",
                new("late", late),
                new("started", started)));
        }

        var (delay, median) = (Delay(input.Run), input.Run.Total().ResponseTime.Percentile(50));
        return delay is not { Count: >= 299 } || delay.Percentile(99) <= Math.Max(1_000, median * 0.1) ? AuditOutcome.Clean : AuditOutcome.Found(this.Finding(
            input.Weigh(NoteSeverity.Note, NoteSeverity.Invalid),
            $"One arrival in a hundred started {Figures.Time(delay.Percentile(99))} or more after its time, which is much beside a median of {Figures.Time(median)}: the high percentiles contain the generator's own delay.",
            "Read the service time beside the response time, or give the generator more cores.",
            new("start delay p99", delay.Percentile(99) / 1_000.0, "ms"),
            new("response time p50", median / 1_000.0, "ms")));
    }

    private static Histogram? Delay(RunResult run)
    {
        var known = run.Arrivals.Select(a => a.StartDelay).OfType<Histogram>().ToArray();
        if (known.Length == 0)
        {
            return null;
        }

        var sum = new Histogram();
        Array.ForEach(known, sum.Add);
        return sum;
    }
}
