using Stampede.Engine;

namespace Stampede.Metrics;

/// <summary>
/// The confidence interval of a percentile, as ranks of the sorted values (1 is the smallest). It assumes nothing about their distribution, but that they
/// are independent of each other, which requests of one run are not quite: the true interval is rather wider.
/// </summary>
/// <param name="Lower">The rank of the lower end; null where there are too few values for one.</param>
/// <param name="Upper">The rank of the upper end; null where there are too few values for one: the percentile may be anything above.</param>
public readonly record struct PercentileInterval(long? Lower, long? Upper)
{
    /// <summary>The interval of a percentile of <paramref name="count"/> values.</summary>
    /// <param name="count">Number of values, 0 or more.</param>
    /// <param name="percentile">Above 0 and below 100.</param>
    /// <param name="confidence">Above 0 and below 1; default 0.95, both ends together.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static PercentileInterval Of(long count, double percentile, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var quantile = Quantile(percentile);
        var tail = (1 - Confidence.Check(confidence)) / 2;
        if (count == 0)
        {
            return default;
        }

        // B, binomial, is how many of the values lie below the true percentile. Lower: the largest l with P(B <= l - 1) <= tail, which is the first k
        // with P(B <= k) > tail. Upper: the first u with P(B >= u) <= tail; P(B >= count + 1) is 0.
        var lower = First(count, k => Binomial.AtMost(k, count, quantile) > tail);
        var upper = First(count + 1, k => Binomial.AtLeast(k, count, quantile) <= tail);
        return new PercentileInterval(lower > 0 ? lower : null, upper <= count ? upper : null);
    }

    /// <summary>The fewest values for which a percentile has an upper end.</summary>
    /// <param name="percentile">Above 0 and below 100.</param>
    /// <param name="confidence">Above 0 and below 1; default 0.95.</param>
    /// <param name="bothEnds">Whether the confidence is that of both ends together (default) or of the upper end alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static long FewestValues(double percentile, double confidence = 0.95, bool bothEnds = true)
    {
        var quantile = Quantile(percentile);
        var tail = (1 - Confidence.Check(confidence)) / (bothEnds ? 2 : 1);
        return (long)Math.Ceiling(Math.Log(tail) / Math.Log(quantile)); // quantile ^ n <= tail
    }

    private static double Quantile(double percentile) => percentile is > 0 and < 100
        ? percentile / 100
        : throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "A percentile with an interval is above 0 and below 100.");

    /// <summary>The first of 0 to <paramref name="last"/> that holds; once one does, all above do, and the last does.</summary>
    private static long First(long last, Func<long, bool> holds)
    {
        long low = 0;
        while (low < last)
        {
            var middle = low + (last - low) / 2;
            if (holds(middle))
            {
                last = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return last;
    }
}
