using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>
/// How many times the baseline's percentile the candidate's is, with an interval by bootstrap: runs are drawn again with replacement, then the requests
/// within them. Requests of one run are not independent of each other; that runs differ is what makes the interval wide.
/// </summary>
/// <param name="Percentile">Which, above 0 and below 100.</param>
/// <param name="Estimate">The candidate's percentile over the baseline's, each of all requests of its runs; 1 is no change. NaN where <see cref="Missing"/> says why.</param>
/// <param name="Low">The interval's lower end; 0 where there is none.</param>
/// <param name="High">The upper end; infinity where there is none.</param>
/// <param name="P">How likely so great a ratio is where there is no difference; 1 where it cannot be told.</param>
/// <param name="Confidence">What was asked for.</param>
/// <param name="Missing">Why there is no interval, in words; null where there is one.</param>
public sealed record TailRatio(double Percentile, double Estimate, double Low, double High, double P, double Confidence, string? Missing)
{
    /// <summary>The fewest runs a side: 5. The spread of fewer is not known well enough.</summary>
    public const int FewestRuns = 5;

    /// <summary>The fewest resamples: 2,000; the default is 10,000.</summary>
    public const int FewestResamples = 2_000;

    // How many requests a side are beyond the percentile: it hangs on single ones below that.
    private const double FewestBeyond = 10;

    /// <summary>Compares two sides. With fewer than 5 runs a side, or fewer than 10 requests beyond the percentile, it says so instead.</summary>
    /// <param name="baseline">A histogram a run, none empty.</param>
    /// <param name="candidate">A histogram a run, none empty.</param>
    /// <param name="percentile">Above 0 and below 100.</param>
    /// <param name="random">Where the draws come from; seeded, the result is the same each time.</param>
    /// <param name="confidence">Above 0 and below 1; default 0.98, both ends together.</param>
    /// <param name="resamples">2,000 or more; default 10,000.</param>
    /// <exception cref="ArgumentException">A run has no values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static TailRatio Of(
        IReadOnlyList<Histogram> baseline, IReadOnlyList<Histogram> candidate, double percentile, Random random,
        double confidence = LocationShift.DefaultConfidence, int resamples = 10_000)
    {
        if (percentile is not (> 0 and < 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "A percentile that is compared is above 0 and below 100.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, FewestResamples);
        Engine.Confidence.Check(confidence);
        if (Math.Min(baseline.Count, candidate.Count) is var fewest && fewest < FewestRuns)
        {
            return Without($"{Word(fewest)} on one side; the spread between runs needs at least {FewestRuns}.");
        }

        var before = new RunResampler(new CumulativeCounts(baseline, nameof(baseline)), percentile);
        var after = new RunResampler(new CumulativeCounts(candidate, nameof(candidate)), percentile);
        if (Math.Min(before.Beyond, after.Beyond) < FewestBeyond)
        {
            return Without(FormattableString.Invariant(
                $"p{percentile} of {Math.Min(before.Count, after.Count)} requests; it needs at least {Math.Ceiling(FewestBeyond / (1 - percentile / 100) - 1e-6)}."));
        }

        if (before.Estimate == 0)
        {
            return Without(FormattableString.Invariant($"p{percentile} of the baseline is 0; nothing is a multiple of it."));
        }

        var logarithms = new double[resamples];
        for (var i = 0; i < resamples; i++)
        {
            logarithms[i] = Math.Log((double)Math.Max(1, after.Draw(random)) / Math.Max(1, before.Draw(random)));
        }

        Array.Sort(logarithms);
        var estimate = (double)after.Estimate / before.Estimate;

        // Of n runs drawn with replacement the spread is too small by the root of (n - 1) / n, and the normal's tails are too thin (Hesterberg, 2015).
        var freedom = baseline.Count + candidate.Count - 2;
        var widening = Math.Sqrt(fewest / (fewest - 1.0));
        var tail = Normal.Above(widening * StudentT.Quantile(0.5 + confidence / 2, freedom));
        var outside = Math.Max(1, (int)(tail * (resamples + 1)));
        var error = widening * Math.Sqrt(Samples.SquaredDistances(logarithms, Samples.Mean(logarithms)) / (resamples - 1));
        var p = error > 0 ? StudentT.TwoSided(Math.Log(Math.Max(estimate, double.Epsilon)) / error, freedom) : estimate == 1 ? 1 : 0;

        // What all draws agree on is the estimate, but for the last digit of its logarithm.
        var (low, high) = (Math.Exp(logarithms[outside - 1]), Math.Exp(logarithms[^outside]));
        return new TailRatio(percentile, estimate, Math.Min(low, estimate), Math.Max(high, estimate), p, confidence, null);

        TailRatio Without(string why) => new(percentile, double.NaN, 0, double.PositiveInfinity, 1, confidence, why);
    }

    private static string Word(int runs) => runs == 1 ? "1 run" : $"{runs} runs";
}
