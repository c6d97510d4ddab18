using Stampede.Analysis;

namespace Stampede.Tests;

public class MannWhitneyTests
{
    // Hollander and Wolfe (1973), page 69: permeability of the human chorioamnion, at term and at 12 to 26 weeks.
    private static readonly double[] AtTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    private static readonly double[] Earlier = [1.15, 0.88, 0.90, 0.74, 1.21];

    // Ozone in New York, May and August 1973 (Chambers and others, 1983).
    private static readonly double[] May = [41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37];

    private static readonly double[] August =
        [39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118, 84, 85];

    [Fact]
    public void The_textbooks_small_example_has_its_exact_p()
    {
        var test = MannWhitney.Of(Earlier, AtTerm, Alternative.Greater);

        Assert.Equal(35, test.U);
        Assert.Equal(0.1272, test.P, 0.00005);
        Assert.True(test.IsExact);
    }

    // The tables' largest U that is significant at 5 %, either way, and at 1 % (Mann and Whitney; Siegel, table K).
    [Theory]
    [InlineData(5, 5, 2, 0.05)]
    [InlineData(7, 7, 8, 0.05)]
    [InlineData(8, 5, 6, 0.05)]
    [InlineData(10, 10, 23, 0.05)]
    [InlineData(20, 20, 127, 0.05)]
    [InlineData(5, 5, 0, 0.01)]
    [InlineData(7, 7, 4, 0.01)]
    [InlineData(10, 10, 16, 0.01)]
    [InlineData(20, 20, 105, 0.01)]
    public void Critical_values_are_the_tables(int n, int m, int critical, double level)
    {
        var distribution = RankSumDistribution.WithoutTies(n, m);

        Assert.True(2 * distribution.AtMost(critical) <= level);
        Assert.True(2 * distribution.AtMost(critical + 1) > level);
        Assert.Equal(distribution.AtMost(critical), distribution.AtLeast(n * m - critical), 1e-15);
    }

    [Theory]
    [InlineData(5, 1 / 252.0)]
    [InlineData(7, 1 / 3432.0)]
    [InlineData(9, 1 / 48620.0)]
    [InlineData(10, 1 / 184756.0)]
    public void The_smallest_p_is_one_of_all_ways_to_choose(int each, double oneSided)
    {
        double[] low = [.. Enumerable.Range(0, each)];
        double[] high = [.. low.Select(v => v + each)];
        var test = MannWhitney.Of(low, high, Alternative.Greater);

        Assert.Equal(1, test.P / oneSided, 1e-9);
        Assert.Equal(1, test.SmallestP / oneSided, 1e-9);
        Assert.Equal(1, MannWhitney.Of(high, low).P / (2 * oneSided), 1e-9);
        Assert.Equal(1, MannWhitney.Of(low, high, Alternative.Less).P, 1e-12);
    }

    [Fact]
    public void With_ties_the_exact_p_is_that_of_all_arrangements()
    {
        var random = new Random(1);
        for (var i = 0; i < 60; i++)
        {
            double[] baseline = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(4))];
            double[] candidate = [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(4))];
            var all = AllU(baseline, candidate);
            var u = PairsWon(baseline, candidate);
            var less = all.Count(v => v <= u) / (double)all.Count;
            var greater = all.Count(v => v >= u) / (double)all.Count;

            Assert.Equal(u, MannWhitney.Of(baseline, candidate).U);
            Assert.Equal(less, MannWhitney.Of(baseline, candidate, Alternative.Less).P, 1e-12);
            Assert.Equal(greater, MannWhitney.Of(baseline, candidate, Alternative.Greater).P, 1e-12);
            Assert.Equal(Math.Min(1, 2 * Math.Min(less, greater)), MannWhitney.Of(baseline, candidate).P, 1e-12);
            Assert.Equal(all.Count(v => v == all.Max()) / (double)all.Count, MannWhitney.Of(baseline, candidate, Alternative.Greater).SmallestP, 1e-12);
            Assert.Equal(all.Count(v => v == all.Min()) / (double)all.Count, MannWhitney.Of(baseline, candidate, Alternative.Less).SmallestP, 1e-12);
        }
    }

    [Fact]
    public void The_approximation_is_corrected_for_ties_and_continuity()
    {
        // The example on R's page of wilcox.test, which has ties.
        var test = MannWhitney.Of(August, May, Alternative.Different, isExact: false);

        Assert.Equal(127.5, test.U);
        Assert.Equal(0.0001208, test.P, 0.00000005);
    }

    [Fact]
    public void The_approximation_meets_the_exact_p()
    {
        var random = new Random(2);
        double[] baseline = [.. Enumerable.Range(0, 45).Select(_ => (double)random.Next(40))];
        double[] candidate = [.. Enumerable.Range(0, 49).Select(_ => (double)random.Next(8, 48))];
        foreach (var alternative in Enum.GetValues<Alternative>())
        {
            var exact = MannWhitney.Of(baseline, candidate, alternative);
            var approximate = MannWhitney.Of(baseline, candidate, alternative, isExact: false);

            Assert.True(exact.IsExact);
            Assert.False(approximate.IsExact);
            Assert.Equal(exact.P, approximate.P, 0.002);
        }

        Assert.False(MannWhitney.Of(baseline, [.. candidate, 3]).IsExact);
    }

    [Fact]
    public void Equal_values_show_nothing()
    {
        double[] few = [7, 7, 7];
        double[] many = [.. Enumerable.Repeat(7.0, 80)];

        Assert.Equal(1, MannWhitney.Of(few, few).P);
        Assert.Equal(1, MannWhitney.Of(few, few).SmallestP, 1e-12);
        Assert.Equal(1, MannWhitney.Of(many, many).P);
    }

    [Fact]
    public void What_is_no_number_is_refused_by_name()
    {
        Assert.Contains("no values", Assert.Throws<ArgumentException>(() => MannWhitney.Of([], [1])).Message, StringComparison.Ordinal);
        var error = Assert.Throws<ArgumentException>(() => MannWhitney.Of([1], [2, double.NaN]));
        Assert.Contains("Value 1 is NaN", error.Message, StringComparison.Ordinal);
        Assert.Equal("candidate", error.ParamName);
        Assert.Throws<ArgumentException>(() => MannWhitney.Of([double.PositiveInfinity], [2]));
    }

    private static double PairsWon(double[] baseline, double[] candidate) =>
        candidate.Sum(c => baseline.Sum(b => c > b ? 1 : c == b ? 0.5 : 0));

    private static List<double> AllU(double[] baseline, double[] candidate)
    {
        double[] all = [.. baseline, .. candidate];
        var found = new List<double>();
        for (var chosen = 0; chosen < 1 << all.Length; chosen++)
        {
            if (int.PopCount(chosen) == candidate.Length)
            {
                found.Add(PairsWon([.. all.Where((_, i) => (chosen >> i & 1) == 0)], [.. all.Where((_, i) => (chosen >> i & 1) == 1)]));
            }
        }

        return found;
    }
}
