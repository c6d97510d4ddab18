using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>Computes a threshold's figure.</summary>
internal static class RuleMeasurement
{
    /// <summary>What a rule's figure is; null without data.</summary>
    public static Measurement? Of(ThresholdRule rule, MetricSum sum) => rule.Metric switch
    {
        ThresholdMetric.Checks or ThresholdMetric.LateArrivalRate or ThresholdMetric.DroppedArrivalRate => Share(sum.Part, sum.Whole),
        ThresholdMetric.Iterations or ThresholdMetric.Arrivals => new Measurement(sum.Whole, sum.Whole, 0),
        ThresholdMetric.IterationsPerSecond => PerSecond(sum.Whole, sum.Whole, sum.Length),
        ThresholdMetric.LateArrivals or ThresholdMetric.DroppedArrivals => new Measurement(sum.Part, sum.Whole, 0),
        >= ThresholdMetric.Counter and <= ThresholdMetric.Trend => OfCustom(rule, sum),
        _ => OfRequests(rule, sum),
    };

    private static Measurement? OfRequests(ThresholdRule rule, MetricSum sum)
    {
        // That there were no requests at all is a fact about their number, and about nothing else.
        if (sum.Whole == 0)
        {
            return rule.Metric is ThresholdMetric.Requests or ThresholdMetric.RequestsPerSecond && sum.Length > TimeSpan.Zero ? new Measurement(0, 0, 0) : null;
        }

        return rule.Metric switch
        {
            ThresholdMetric.Requests => new Measurement(sum.Whole, sum.Whole, 0),
            ThresholdMetric.RequestsPerSecond => PerSecond(sum.Whole, sum.Whole, sum.Length),
            ThresholdMetric.Failures => new Measurement(sum.Part, sum.Whole, 0),
            ThresholdMetric.FailureRate => Share(sum.Part, sum.Whole),
            ThresholdMetric.SuccessRate => Share(sum.Whole - sum.Part, sum.Whole),
            ThresholdMetric.ResponseTime or ThresholdMetric.ServiceTime => OfTimes(rule, sum.Times!, (double)sum.Part / sum.Whole),
            _ => OfTimes(rule, sum.Times!, 0),
        };
    }

    private static Measurement? OfTimes(ThresholdRule rule, Histogram times, double leftOut) => rule.Aggregation switch
    {
        Aggregation.Count => new Measurement(times.Count, times.Count, 0),
        _ when times.Count == 0 => null,
        Aggregation.Average => new Measurement(times.Mean, times.Count, leftOut),
        Aggregation.Minimum => new Measurement(times.Min, times.Count, leftOut),
        Aggregation.Maximum => new Measurement(times.Max, times.Count, leftOut),
        _ => new Measurement(times.Percentile(rule.Percentile), times.Count, leftOut),
    };

    private static Measurement? OfCustom(ThresholdRule rule, MetricSum sum)
    {
        // A sum of nothing is 0, as is a number of samples; anything else is unknown.
        var (stats, samples) = (sum.Custom, sum.Custom?.Count ?? 0);
        if (samples == 0 && rule.Metric != ThresholdMetric.Counter && rule.Aggregation != Aggregation.Count)
        {
            return null;
        }

        return (rule.Metric, rule.Aggregation) switch
        {
            (_, Aggregation.Count) => new Measurement(samples, samples, 0),
            (_, Aggregation.PerSecond) => PerSecond(stats?.Sum ?? 0, samples, sum.Length),
            (ThresholdMetric.Counter, _) => new Measurement(stats?.Sum ?? 0, samples, 0),
            (ThresholdMetric.Rate, _) or (_, Aggregation.Average) => new Measurement(stats!.Sum / samples, samples, 0),
            (_, Aggregation.Minimum) => new Measurement(stats!.Minimum, samples, 0),
            (_, Aggregation.Maximum) => new Measurement(stats!.Maximum, samples, 0),
            (_, Aggregation.Percentile) => stats!.Values is { Count: > 0 } values
                ? new Measurement(Math.Clamp(values.Percentile(rule.Percentile) / 1_000.0, stats.Minimum, stats.Maximum), samples, 0)
                : null,
            _ => new Measurement(stats!.Last, samples, 0),
        };
    }

    private static Measurement? Share(long part, long whole) => whole == 0 ? null : new Measurement((double)part / whole, whole, 0);

    private static Measurement? PerSecond(double number, long samples, TimeSpan length) =>
        length > TimeSpan.Zero ? new Measurement(number / length.TotalSeconds, samples, 0) : null;
}
