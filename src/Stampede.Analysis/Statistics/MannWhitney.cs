using Stampede.Engine;

namespace Stampede.Analysis;

/// <summary>
/// The Mann-Whitney test (Wilcoxon's rank sum): whether the candidate's values tend to be greater or less than the baseline's, whatever their
/// distribution. The values must be independent: means of runs are, requests of one run are not.
/// </summary>
/// <param name="U">In how many pairs the candidate's value is the greater one; a tie counts half. R's W of <c>wilcox.test(candidate, baseline)</c>.</param>
/// <param name="P">How likely so great a difference is where there is none; 0 to 1.</param>
/// <param name="SmallestP">The smallest P that so many values a side could have given. Where it is above the level asked for, the test can never find anything.</param>
/// <param name="IsExact">Whether P is exact; otherwise by the normal approximation, corrected for ties and continuity.</param>
public sealed record MannWhitney(double U, double P, double SmallestP, bool IsExact)
{
    // Where R too changes to the approximation. Unlike R's, the exact P counts ties as they are.
    private const int FewestForApproximation = 50;

    /// <summary>Compares two sides.</summary>
    /// <param name="baseline">At least one finite number.</param>
    /// <param name="candidate">At least one finite number.</param>
    /// <param name="alternative">Default: different, either way; P is then twice the smaller tail, at most 1.</param>
    /// <exception cref="ArgumentException">A side has no values, or one that is NaN or infinite.</exception>
    public static MannWhitney Of(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, Alternative alternative = Alternative.Different)
    {
        Samples.Check(baseline, nameof(baseline));
        Samples.Check(candidate, nameof(candidate));
        return Of(baseline, candidate, alternative, candidate.Length < FewestForApproximation && baseline.Length < FewestForApproximation);
    }

    internal static MannWhitney Of(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, Alternative alternative, bool isExact)
    {
        var ranks = PooledRanks.Of(baseline, candidate);
        var (n, m) = (candidate.Length, baseline.Length);
        var (atMost, atLeast) = isExact ? Exact(n, ranks) : Approximate(n, m, ranks);
        return new MannWhitney(ranks.U, Choose(alternative, atMost, atLeast), Choose(alternative, ranks.LeastTail(n), ranks.GreatestTail(n)), isExact);
    }

    private static (double AtMost, double AtLeast) Exact(int n, PooledRanks ranks)
    {
        var distribution = new RankSumDistribution(n, ranks.Ties);
        return (distribution.AtMost(ranks.U), distribution.AtLeast(ranks.U));
    }

    private static (double AtMost, double AtLeast) Approximate(double n, double m, PooledRanks ranks)
    {
        var total = n + m;
        var tied = 0.0;
        foreach (var tie in ranks.Ties)
        {
            tied += ((double)tie * tie - 1) * tie;
        }

        var deviation = Math.Sqrt(n * m / 12 * (total + 1 - tied / (total * (total - 1))));
        var above = ranks.U - n * m / 2;
        return deviation > 0 ? (Normal.AtMost((above + 0.5) / deviation), Normal.Above((above - 0.5) / deviation)) : (1, 1);
    }

    private static double Choose(Alternative alternative, double atMost, double atLeast) => alternative switch
    {
        Alternative.Less => atMost,
        Alternative.Greater => atLeast,
        _ => Math.Min(1, 2 * Math.Min(atMost, atLeast)),
    };
}
