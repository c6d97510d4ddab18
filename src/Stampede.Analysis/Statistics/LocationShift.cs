using Stampede.Engine;

namespace Stampede.Analysis;

/// <summary>
/// By how much the candidate's values lie above the baseline's: the Hodges-Lehmann estimate, which is the median of all differences (or ratios) of pairs, and
/// its interval, which inverts the Mann-Whitney test. It assumes no distribution, but that the two differ by a shift (or a factor).
/// </summary>
/// <param name="Estimate">The shift: a difference, or a ratio (1 is no change).</param>
/// <param name="Low">The interval's lower end: one of the differences or ratios itself. Where there are too few values for an interval: minus infinity, or 0 for a ratio.</param>
/// <param name="High">The upper end, never below <paramref name="Low"/>; infinity where there are too few values.</param>
/// <param name="Confidence">What was asked for. The interval's own confidence is at least this: ranks are whole numbers.</param>
public sealed record LocationShift(double Estimate, double Low, double High, double Confidence)
{
    /// <summary>Default confidence of both ends together.</summary>
    public const double DefaultConfidence = 0.98;

    private const int FewestForApproximation = 50;

    /// <summary>Whether there are values enough for an interval of this confidence.</summary>
    public bool HasInterval => double.IsFinite(High);

    /// <summary>The shift as a difference: candidate less baseline.</summary>
    /// <param name="baseline">At least one finite number.</param>
    /// <param name="candidate">At least one finite number.</param>
    /// <param name="confidence">Above 0 and below 1; default 0.98, both ends together.</param>
    /// <exception cref="ArgumentException">A side has no values, or one that is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="confidence"/> is out of its range.</exception>
    public static LocationShift Difference(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, double confidence = DefaultConfidence)
    {
        var pairs = new OrderedPairs(Samples.Sorted(baseline, nameof(baseline)), Samples.Sorted(candidate, nameof(candidate)), areRatios: false);
        return Of(pairs, confidence, double.NegativeInfinity, (a, b) => a + (b - a) / 2);
    }

    /// <summary>The shift on the logarithmic scale, as a ratio: candidate over baseline.</summary>
    /// <param name="baseline">At least one finite number; all above 0.</param>
    /// <param name="candidate">At least one finite number; all above 0.</param>
    /// <param name="confidence">Above 0 and below 1; default 0.98, both ends together.</param>
    /// <exception cref="ArgumentException">A side has no values, or one that is NaN, infinite, 0 or negative.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="confidence"/> is out of its range.</exception>
    public static LocationShift Ratio(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, double confidence = DefaultConfidence)
    {
        var pairs = new OrderedPairs(Positive(baseline, nameof(baseline)), Positive(candidate, nameof(candidate)), areRatios: true);
        return Of(pairs, confidence, 0, (a, b) => a == b ? a : Math.Sqrt(a) * Math.Sqrt(b));
    }

    private static LocationShift Of(OrderedPairs pairs, double confidence, double lowest, Func<double, double, double> middle)
    {
        var cut = Cut(pairs.Candidates, pairs.Baselines, (1 - Engine.Confidence.Check(confidence)) / 2);
        var estimate = middle(pairs.At((pairs.Count - 1) / 2), pairs.At(pairs.Count / 2));
        if (cut < 1)
        {
            return new LocationShift(estimate, lowest, double.PositiveInfinity, confidence);
        }

        // The middle of two pairs that differ in the last digit may be rounded to below both.
        var (low, high) = (pairs.At(cut - 1), pairs.At(pairs.Count - cut));
        return new LocationShift(Math.Clamp(estimate, low, high), low, high, confidence);
    }

    /// <summary>The rank of the ends, counted from either side (1 is the outermost pair); 0 where even that one leaves more than <paramref name="tail"/> out.</summary>
    private static long Cut(int n, int m, double tail)
    {
        if (n >= FewestForApproximation || m >= FewestForApproximation)
        {
            var deviation = Math.Sqrt((double)n * m * (n + m + 1.0) / 12);
            return Math.Max(0, (long)Math.Floor((double)n * m / 2 + Normal.Quantile(tail) * deviation));
        }

        // The true shift lies below the c-th pair exactly if U of the values so shifted is at most c - 1.
        var distribution = RankSumDistribution.WithoutTies(n, m);
        long cut = 0;
        while (distribution.AtMost(cut) <= tail)
        {
            cut++;
        }

        return cut;
    }

    private static double[] Positive(ReadOnlySpan<double> values, string name)
    {
        var sorted = Samples.Sorted(values, name);
        return sorted[0] > 0 ? sorted : throw new ArgumentException(
            FormattableString.Invariant($"{sorted[0]} is among the values; ratios are of values above 0. Compare the difference, or as a proportion."), name);
    }
}
