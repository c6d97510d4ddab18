using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>A threshold, read.</summary>
internal sealed record ThresholdRule
{
    /// <summary>The request that it is about, a name or a method and a name; null for everything.</summary>
    public string? Target { get; init; }

    public ThresholdMetric Metric { get; init; }

    public Aggregation Aggregation { get; init; }

    /// <summary>0 to 100, where the aggregation is a percentile.</summary>
    public double Percentile { get; init; }

    /// <summary>The check's name, where it is about one.</summary>
    public string? Check { get; init; }

    public Comparison Comparison { get; init; }

    /// <summary>What is compared with, in the quantity's base unit.</summary>
    public double Limit { get; init; }

    /// <summary>How long after the start it may end the run; null if it never does.</summary>
    public TimeSpan? AbortAfter { get; init; }

    public Quantity Quantity => (Metric, Aggregation) switch
    {
        (_, Aggregation.Count) or (ThresholdMetric.Requests or ThresholdMetric.Failures, _) => Quantity.Count,
        (ThresholdMetric.RequestsPerSecond, _) => Quantity.PerSecond,
        (ThresholdMetric.FailureRate or ThresholdMetric.SuccessRate or ThresholdMetric.Checks, _) => Quantity.Share,
        _ => Quantity.Time,
    };

    /// <summary>What it is in a run; null without data.</summary>
    public Measurement? Measure(MeasuredRun run)
    {
        if (Metric == ThresholdMetric.Checks)
        {
            var check = run.Check(Check);
            var made = check.Passed + check.Failed;
            return made == 0 ? null : new Measurement(check.Rate, made, 0);
        }

        if (run.Over(Target) is not { } stats)
        {
            return null;
        }

        // That there were no requests at all is a fact about their number, and about nothing else.
        if (stats.Settled == 0)
        {
            return Target is null && Metric is ThresholdMetric.Requests or ThresholdMetric.RequestsPerSecond && run.Window > TimeSpan.Zero
                ? new Measurement(0, 0, 0)
                : null;
        }

        var failureRate = (double)stats.Failed / stats.Settled;
        return Metric switch
        {
            ThresholdMetric.Requests => Plain(stats.Settled),
            ThresholdMetric.RequestsPerSecond => run.Window > TimeSpan.Zero ? Plain(stats.Settled / run.Window.TotalSeconds) : null,
            ThresholdMetric.Failures => Plain(stats.Failed),
            ThresholdMetric.FailureRate => Plain(failureRate),
            ThresholdMetric.SuccessRate => Plain((double)(stats.Settled - stats.Failed) / stats.Settled),
            ThresholdMetric.ResponseTime => Time(stats.ResponseTime, failureRate),
            ThresholdMetric.ServiceTime => Time(stats.ServiceTime ?? stats.ResponseTime, failureRate),
            ThresholdMetric.FailedResponseTime => Time(stats.FailedResponseTime, 0),
            _ => Time(All(stats), 0),
        };

        Measurement? Plain(double value) => new Measurement(value, stats.Settled, 0);
    }

    private static Histogram All(RequestStats stats)
    {
        var all = stats.ResponseTime.Copy();
        all.Add(stats.FailedResponseTime);
        return all;
    }

    private Measurement? Time(Histogram times, double failureRate)
    {
        if (Aggregation == Aggregation.Count)
        {
            return new Measurement(times.Count, times.Count, 0);
        }

        return times.Count == 0 ? null : new Measurement(
            Aggregation switch
            {
                Aggregation.Average => times.Mean,
                Aggregation.Minimum => times.Min,
                Aggregation.Maximum => times.Max,
                _ => times.Percentile(Percentile),
            },
            times.Count,
            failureRate);
    }
}
