using Stampede.Analysis;
using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Answers that were published, or that follow from the definition by exact fractions; each says which.</summary>
public class KnownAnswersTests
{
    // Student's sleep data (1908), as R has it in 'sleep': hours of sleep gained, with ties.
    private static readonly double[] FirstDrug = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    private static readonly double[] SecondDrug = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    public static TheoryData<double[], double[], double, double, double, double> RankSums => new()
    {
        // exactRankTests::wilcox.exact(extra ~ group, sleep): W = 25.5 of the first, p = 0.06582.
        { FirstDrug, SecondDrug, 74.5, 0.9702093572062612, 0.03290826820238585, 0.0658165364047717 },

        // R: wilcox.test(2, 1), wilcox.test(1, 2:5), wilcox.test(4:6, 1:3).
        { [1], [2], 1, 1, 0.5, 1 },
        { [2, 3, 4, 5], [1], 0, 0.2, 1, 0.4 },
        { [1, 2, 3], [4, 5, 6], 9, 1, 0.05, 0.1 },

        // scipy's page of mannwhitneyu: ages of males and females at diagnosis, U = 17, p = 0.1111.
        { [20, 11, 17, 12], [19, 22, 16, 29, 24], 17, 61 / 63.0, 7 / 126.0, 1 / 9.0 },

        // By the definition: all ways to choose the candidate's values of all, counted as fractions.
        { [1, 1, 2], [2, 3, 3], 8.5, 1, 0.1, 0.2 },
        { [5, 5, 5, 5], [5, 5, 5, 5, 5, 5, 5, 5, 5], 18, 1, 1, 1 },
        { [0, 0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 1, 1, 1], 31.5, 0.965034965034965, 0.27972027972027974, 0.5594405594405595 },
        { [-3, -1, -2], [-10, -30, -20, -40], 0, 1 / 35.0, 1, 2 / 35.0 },
        { [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [6.5, 20], 18, 79 / 91.0, 16 / 91.0, 32 / 91.0 },
        { [1, 2, 2, 3, 3, 3, 4], [2, 3, 3, 4, 4, 4, 5], 37.5, 0.9758158508158508, 0.05914918414918415, 0.1182983682983683 },
    };

    [Theory]
    [MemberData(nameof(RankSums))]
    public void The_rank_sum_and_its_exact_p_are_the_known_ones(double[] baseline, double[] candidate, double u, double less, double greater, double different)
    {
        Assert.Equal(u, MannWhitney.Of(baseline, candidate).U);
        Assert.Equal(less, MannWhitney.Of(baseline, candidate, Alternative.Less).P, 1e-13);
        Assert.Equal(greater, MannWhitney.Of(baseline, candidate, Alternative.Greater).P, 1e-13);
        Assert.Equal(different, MannWhitney.Of(baseline, candidate).P, 1e-13);
        Assert.Equal(different, MannWhitney.Of(candidate, baseline).P, 1e-13); // the sides may change places
    }

    [Fact]
    public void Large_sides_have_the_approximation_of_R_and_scipy()
    {
        double[] low = [.. Enumerable.Range(1, 50)], high = [.. Enumerable.Range(51, 50)];
        double[] tied = [.. Enumerable.Range(0, 60).Select(i => i % 7)], moved = [.. Enumerable.Range(0, 60).Select(i => i % 7 + (i % 3 == 0 ? 1 : 0))];

        Assert.Equal(1, MannWhitney.Of(low, high).P / 7.066071930389029e-18, 1e-9);
        Assert.Equal(0.4023906423447938, MannWhitney.Of(tied, moved).P, 1e-12);
        Assert.Equal(1, MannWhitney.Of(tied, tied).P); // exactly in the middle: the correction does not leave it
        Assert.Equal(0.06932757543362662, MannWhitney.Of(FirstDrug, SecondDrug, Alternative.Different, isExact: false).P, 1e-12); // R: p-value = 0.06933
    }

    [Fact]
    public void The_shift_is_the_known_one()
    {
        Assert.Equal(1.35, LocationShift.Difference(FirstDrug, SecondDrug).Estimate, 1e-12); // R, with the sides changed: -1.346388, by a root
        Assert.Equal((3, 3, 3), Ends(LocationShift.Difference([1, 1, 1, 1, 1], [4, 4, 4, 4, 4])));
        Assert.Equal((0, 0, 0), Ends(LocationShift.Difference([7, 7, 7, 7, 7], [7, 7, 7, 7, 7])));
        Assert.Equal((2, 2, 2), Ends(LocationShift.Ratio([3, 3, 3, 3, 3], [6, 6, 6, 6, 6])));
        Assert.Equal(-4, LocationShift.Difference([5], [1]).Estimate);
        Assert.Equal(0.2, LocationShift.Ratio([5], [1]).Estimate);
        Assert.False(LocationShift.Difference([5], [1], 0.5).HasInterval); // of two values the order is even: half is left out below and above

        // Five a side: U is at most 1 in 2 of 252 ways, at most 2 in 4. R: qwilcox(0.01, 5, 5) is 2, so that the ends are the second pair from either side.
        Assert.Equal((5, 2, 8), Ends(LocationShift.Difference([1, 2, 3, 4, 5], [6, 7, 8, 9, 10])));
    }

    // fisher.test of R; those of a billion as exact fractions of whole numbers.
    [Theory]
    [InlineData(0, 10, 0, 10, 1)]
    [InlineData(10, 10, 10, 10, 1)]
    [InlineData(0, 1, 1, 1, 1)]
    [InlineData(1, 1, 1, 1, 1)]
    [InlineData(0, 7, 7, 7, 2 / 3432.0)]
    [InlineData(0, 300, 1, 300, 1)]
    [InlineData(2, 25, 0, 50, 0.108108108108108)]
    [InlineData(1, 1_000_000, 9, 10_000, 9.02974312208e-18)]
    [InlineData(200, 100_000_000, 260, 100_000_000, 0.00588386564345)]
    [InlineData(12, 1_000_000_000, 30, 1_000_000_000, 0.00791589669374)]
    [InlineData(0, 1_000_000_000, 8, 1_000_000_000, 0.00781249989063)]
    [InlineData(5, 1_000_000_000, 15, 500_000_000, 0.000167365938306)]
    [InlineData(100, 1_000_000_000, 150, 1_000_000_000, 0.00188329970354)]
    public void Fishers_p_is_the_known_one(long before, long beforeTotal, long after, long afterTotal, double p)
    {
        var test = TwoProportions.Of(new(before, beforeTotal), new(after, afterTotal));

        Assert.True(test.IsExact);
        Assert.Equal(1, test.P / p, 1e-10);
        Assert.Equal(1, TwoProportions.Of(new(after, afterTotal), new(before, beforeTotal)).P / p, 1e-10);
        Assert.Equal(1, TwoProportions.Of(new(beforeTotal - before, beforeTotal), new(afterTotal - after, afterTotal)).P / p, 1e-10);
        Assert.True(test.Low <= test.Difference && test.Difference <= test.High);
    }

    [Fact]
    public void Rates_that_are_all_or_nothing_have_the_known_interval()
    {
        // Wilson's end for 0 of n is z² / (n + z²).
        Assert.Equal(3.8414588206941 / (1 + 3.8414588206941), Wilson.Of(0, 1).High, 1e-12);
        Assert.Equal(1 / (1 + 3.8414588206941), Wilson.Of(1, 1).Low, 1e-12);
        Assert.Equal(3.8414588206941e-9 / (1 + 3.8414588206941e-9), Wilson.Of(0, 1_000_000_000).High, 1e-20);
        Assert.Equal(0.5 - 1.959963984540054 / (2 * Math.Sqrt(2_000_000_000 + 3.8414588206941)), Wilson.Of(1_000_000_000, 2_000_000_000).Low, 1e-14);
        Assert.Equal((-1.0, 1.0), (TwoProportions.Of(new(1, 1), new(0, 1)).Difference, TwoProportions.Of(new(0, 1), new(1, 1)).Difference));
    }

    // R: p.adjust(p, "BH").
    [Theory]
    [InlineData(new[] { 0.01, 0.02, 0.03, 0.04, 0.05 }, new[] { 0.05, 0.05, 0.05, 0.05, 0.05 })]
    [InlineData(new[] { 0.01, 0.04, 0.03 }, new[] { 0.03, 0.04, 0.04 })]
    [InlineData(new[] { 0.02, 0.02, 0.02, 0.9 }, new[] { 0.08 / 3, 0.08 / 3, 0.08 / 3, 0.9 })]
    [InlineData(new[] { 0.0, 1.0, 1.0 }, new[] { 0.0, 1.0, 1.0 })]
    [InlineData(new[] { 0.5, 0.6, 0.7 }, new[] { 0.7, 0.7, 0.7 })]
    [InlineData(new[] { 0.005, 0.1, 0.009, 0.02 }, new[] { 0.018, 0.1, 0.018, 0.08 / 3 })]
    public void The_q_values_are_the_known_ones(double[] p, double[] q)
    {
        var adjusted = FalseDiscovery.Adjust(p);

        Assert.All(adjusted.Zip(q), pair => Assert.Equal(pair.Second, pair.First, 1e-15));
        Assert.All(adjusted.Zip(p), pair => Assert.True(pair.First >= pair.Second));
    }

    // The tables of ranks for the median (Conover, table A3; Hahn and Meeker), 95 % both ends together.
    [Theory]
    [InlineData(5, null, null)] // 1 - 2 / 32 is 93.75 %
    [InlineData(6, 1L, 6L)]
    [InlineData(8, 1L, 8L)]
    [InlineData(9, 2L, 8L)]
    [InlineData(15, 4L, 12L)]
    [InlineData(20, 6L, 15L)]
    [InlineData(25, 8L, 18L)]
    [InlineData(50, 18L, 33L)]
    public void The_ranks_of_the_medians_interval_are_the_tables(long count, long? lower, long? upper) =>
        Assert.Equal(new PercentileInterval(lower, upper), PercentileInterval.Of(count, 50));

    [Fact]
    public void A_billion_values_have_ranks_too()
    {
        // 1e9 q ± z sqrt(1e9 q (1 - q)): 999,000,000 ± 1958.98.
        var interval = PercentileInterval.Of(1_000_000_000, 99.9);

        Assert.InRange(interval.Lower!.Value, 998_998_038, 998_998_045);
        Assert.InRange(interval.Upper!.Value, 999_001_957, 999_001_964);
    }

    private static (double Estimate, double Low, double High) Ends(LocationShift shift) => (shift.Estimate, shift.Low, shift.High);
}
