using Stampede.Analysis;

namespace Stampede.Tests;

public class LocationShiftTests
{
    private static readonly double[] AtTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    private static readonly double[] Earlier = [1.15, 0.88, 0.90, 0.74, 1.21];

    [Fact]
    public void The_textbooks_example_has_its_estimate_and_interval()
    {
        // Hollander and Wolfe (1973), pages 75 to 79.
        var shift = LocationShift.Difference(Earlier, AtTerm, 0.95);

        Assert.Equal(0.305, shift.Estimate, 1e-12);
        Assert.Equal(-0.15, shift.Low, 1e-12);
        Assert.Equal(0.76, shift.High, 1e-12);
    }

    [Fact]
    public void The_ends_are_those_pairs_that_sorting_all_of_them_gives()
    {
        var random = new Random(3);
        for (var i = 0; i < 40; i++)
        {
            double[] baseline = [.. Enumerable.Range(0, random.Next(5, 12)).Select(_ => Math.Round(random.NextDouble() * 4 - 2, 1))];
            double[] candidate = [.. Enumerable.Range(0, random.Next(5, 12)).Select(_ => Math.Round(random.NextDouble() * 4 - 2, 1))];
            double[] pairs = [.. baseline.SelectMany(b => candidate.Select(c => c - b)).Order()];
            var distribution = RankSumDistribution.WithoutTies(candidate.Length, baseline.Length);
            var cut = Enumerable.Range(0, pairs.Length).TakeWhile(u => distribution.AtMost(u) <= 0.05).Count();
            var shift = LocationShift.Difference(baseline, candidate, 0.9);

            Assert.Equal(pairs[cut - 1], shift.Low);
            Assert.Equal(pairs[^cut], shift.High);
            Assert.Equal((pairs[(pairs.Length - 1) / 2] + pairs[pairs.Length / 2]) / 2, shift.Estimate, 1e-15);
        }
    }

    [Fact]
    public void The_interval_excludes_no_shift_exactly_when_the_test_is_significant()
    {
        var random = new Random(4);
        for (var i = 0; i < 200; i++)
        {
            double[] baseline = [.. Enumerable.Range(0, 7).Select(_ => random.NextDouble())];
            double[] candidate = [.. Enumerable.Range(0, 7).Select(_ => random.NextDouble() + i % 5 * 0.15)];
            var shift = LocationShift.Difference(baseline, candidate, 0.95);

            Assert.Equal(MannWhitney.Of(baseline, candidate).P <= 0.05, shift.Low > 0 || shift.High < 0);
        }
    }

    [Fact]
    public void A_ratio_is_the_shift_of_the_logarithms()
    {
        double[] baseline = [40, 42, 39, 44, 41, 40.5, 43];
        double[] candidate = [44, 46, 43, 47, 45.5, 44.5, 46.5];
        var ratio = LocationShift.Ratio(baseline, candidate);
        var logarithms = LocationShift.Difference([.. baseline.Select(v => Math.Log(v))], [.. candidate.Select(v => Math.Log(v))]);

        Assert.Equal(Math.Exp(logarithms.Estimate), ratio.Estimate, 1e-12);
        Assert.Equal(Math.Exp(logarithms.Low), ratio.Low, 1e-12);
        Assert.Equal(Math.Exp(logarithms.High), ratio.High, 1e-12);
        Assert.Equal(1.1, LocationShift.Ratio([10], [11], 0.5).Estimate, 1e-12);
    }

    [Fact]
    public void Too_few_values_have_no_interval()
    {
        var difference = LocationShift.Difference([1, 2, 3], [4, 5, 6]);
        var ratio = LocationShift.Ratio([1, 2, 3], [4, 5, 6]);

        Assert.False(difference.HasInterval);
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (difference.Low, difference.High));
        Assert.Equal((0, double.PositiveInfinity), (ratio.Low, ratio.High));
        Assert.Equal(3, difference.Estimate);
        Assert.True(LocationShift.Difference([1, 2, 3, 4, 5], [4, 5, 6, 7, 8]).HasInterval); // 5 a side: 1 of 252
    }

    // Where a root of the approximated z is sought by tolerance, a metric that is 0 almost always gives an interval whose ends are the wrong way round.
    [Fact]
    public void Many_ties_never_turn_the_interval_round()
    {
        double[] zeros = [.. Enumerable.Repeat(0.0, 500)];
        double[] few = [.. Enumerable.Repeat(0.0, 440), .. Enumerable.Range(1, 60).Select(i => i * 1e-5)];
        foreach (var shift in new[] { LocationShift.Difference(zeros, few), LocationShift.Difference(few, zeros), LocationShift.Difference(zeros, zeros) })
        {
            Assert.Equal(0, shift.Low);
            Assert.Equal(0, shift.High);
            Assert.Equal(0, shift.Estimate);
        }
    }

    [Fact]
    public void Large_sides_need_no_list_of_all_pairs()
    {
        var random = new Random(5);
        double[] baseline = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble())];
        double[] candidate = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble() + 0.05)];
        var shift = LocationShift.Difference(baseline, candidate);

        Assert.Equal(0.05, shift.Estimate, 0.01);
        Assert.InRange(shift.High - shift.Low, 0.01, 0.02);
        Assert.True(shift.Low < 0.05 && 0.05 < shift.High);
    }

    [Fact]
    public void The_interval_covers_the_truth_as_often_as_it_says()
    {
        var random = new Random(6);
        var missed = 0;
        for (var i = 0; i < 2_000; i++)
        {
            double[] baseline = [.. Enumerable.Range(0, 8).Select(_ => Math.Pow(random.NextDouble(), 3))];
            double[] candidate = [.. Enumerable.Range(0, 8).Select(_ => Math.Pow(random.NextDouble(), 3) + 1)];
            var shift = LocationShift.Difference(baseline, candidate, 0.9);
            missed += shift.Low > 1 || shift.High < 1 ? 1 : 0;
        }

        Assert.InRange(missed, 110, 215); // of 2,000 at most 10 %; 8.3 % for these ranks
    }

    [Fact]
    public void Ratios_refuse_zeros_and_negatives()
    {
        Assert.Contains("0 is among the values", Assert.Throws<ArgumentException>(() => LocationShift.Ratio([1, 0], [1, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LocationShift.Ratio([1], [-1, 2]));
        Assert.Throws<ArgumentException>(() => LocationShift.Difference([double.NaN], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LocationShift.Difference([1], [1], 1));
    }
}
