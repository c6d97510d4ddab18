using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>By how much a metric changed, in the unit of its margin, with its interval: candidate less baseline, so more is above 0 whichever way is worse.</summary>
/// <param name="Estimate">The change. Relative to a baseline of 0 it is infinite, or 0 where the candidate is 0 too.</param>
/// <param name="Low">The interval's lower end; minus infinity where there is none.</param>
/// <param name="High">The upper end; infinity where there is none.</param>
/// <param name="P">How likely so great a change is where there is none.</param>
/// <param name="Runs">Runs on the side that has fewer.</param>
/// <param name="Missing">Why there is no interval, in words; null where there is one.</param>
public sealed record Effect(double Estimate, double Low, double High, double P, int Runs, string? Missing = null)
{
    /// <summary>The change of a value that each run has: a mean, a median, a rate of requests.</summary>
    /// <param name="baseline">One a run, 0 or more.</param>
    /// <param name="candidate">One a run, 0 or more.</param>
    /// <param name="unit">Relative or absolute.</param>
    /// <param name="confidence">Above 0 and below 1; default 0.98.</param>
    /// <exception cref="ArgumentException">A side has no values, or one that is negative, NaN or infinite; or percentage points are asked for.</exception>
    public static Effect OfLocation(
        ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, ChangeUnit unit, double confidence = LocationShift.DefaultConfidence)
    {
        var before = NotNegative(baseline, nameof(baseline));
        var after = NotNegative(candidate, nameof(candidate));
        if (unit == ChangeUnit.PercentagePoints)
        {
            throw new ArgumentException("Percentage points are for rates of requests; a value changes relatively or in its own unit.", nameof(unit));
        }

        var p = MannWhitney.Of(baseline, candidate).P;
        var runs = Math.Min(before.Length, after.Length);
        if (unit == ChangeUnit.Relative && before[0] > 0 && after[0] > 0)
        {
            var ratio = LocationShift.Ratio(baseline, candidate, confidence);
            return Create(ratio.Estimate - 1, ratio.HasInterval ? ratio.Low - 1 : double.NegativeInfinity, ratio.High - 1, p, runs, ratio.HasInterval);
        }

        // Zeros have no ratio: the difference is held against the middle of the baseline.
        var shift = LocationShift.Difference(baseline, candidate, confidence);
        var unitValue = unit == ChangeUnit.Relative ? (before[(before.Length - 1) / 2] + before[before.Length / 2]) / 2 : 1;
        return Create(Over(shift.Estimate, unitValue), Over(shift.Low, unitValue), Over(shift.High, unitValue), p, runs, shift.HasInterval);
    }

    /// <summary>The change of an error rate.</summary>
    /// <param name="baseline">Failures of requests, one a run.</param>
    /// <param name="candidate">Failures of requests, one a run.</param>
    /// <param name="unit">Percentage points, relative, or absolute (the difference of the rates, 0 to 1).</param>
    /// <param name="confidence">Above 0 and below 1; default 0.98.</param>
    /// <exception cref="ArgumentException">A side has no runs.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or above its total, or a total 0.</exception>
    public static Effect OfProportions(
        IReadOnlyList<Proportion> baseline, IReadOnlyList<Proportion> candidate, ChangeUnit unit, double confidence = LocationShift.DefaultConfidence)
    {
        var test = TwoProportions.OfRuns(baseline, candidate, confidence);
        var unitValue = unit switch
        {
            ChangeUnit.PercentagePoints => 0.01,
            ChangeUnit.Absolute => 1,
            _ => (double)baseline.Sum(r => r.Count) / baseline.Sum(r => r.Total),
        };
        var runs = Math.Min(baseline.Count, candidate.Count);
        return Create(Over(test.Difference, unitValue), Over(test.Low, unitValue), Over(test.High, unitValue), test.P, runs, true);
    }

    /// <summary>The relative change of a percentile of all requests.</summary>
    /// <param name="baseline">A histogram a run, none empty.</param>
    /// <param name="candidate">A histogram a run, none empty.</param>
    /// <param name="percentile">Above 0 and below 100.</param>
    /// <param name="random">Where the bootstrap's draws come from.</param>
    /// <param name="confidence">Above 0 and below 1; default 0.98.</param>
    /// <exception cref="ArgumentException">A run has no values.</exception>
    public static Effect OfTail(
        IReadOnlyList<Histogram> baseline, IReadOnlyList<Histogram> candidate, double percentile, Random random,
        double confidence = LocationShift.DefaultConfidence)
    {
        var ratio = TailRatio.Of(baseline, candidate, percentile, random, confidence);
        var runs = Math.Min(baseline.Count, candidate.Count);
        return ratio.Missing is { } why
            ? new Effect(0, double.NegativeInfinity, double.PositiveInfinity, 1, runs, why)
            : new Effect(ratio.Estimate - 1, ratio.Low - 1, ratio.High - 1, ratio.P, runs);
    }

    private static Effect Create(double estimate, double low, double high, double p, int runs, bool hasInterval) =>
        new(estimate, low, high, p, runs, hasInterval ? null : "There are too few runs for an interval of this confidence.");

    private static double Over(double difference, double unitValue) =>
        unitValue > 0 ? difference / unitValue : difference == 0 ? 0 : double.CopySign(double.PositiveInfinity, difference);

    private static double[] NotNegative(ReadOnlySpan<double> values, string name)
    {
        var sorted = Samples.Sorted(values, name);
        return sorted[0] >= 0 ? sorted : throw new ArgumentException(
            FormattableString.Invariant($"{sorted[0]} is among the values; no metric of a run is below 0."), name);
    }
}
