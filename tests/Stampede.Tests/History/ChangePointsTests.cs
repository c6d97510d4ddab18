using Stampede.Analysis;

namespace Stampede.Tests;

public class ChangePointsTests
{
    private static readonly double[] Halved = [1.02, .95, .99, 1.00, 1.12, .90, .50, .51, .48, .48, .55];
    private static readonly double[] TenPercentLess = [2.02, 2.03, 2.01, 2.04, 1.82, 1.85, 1.79, 1.81, 1.80, 1.76, 1.78];
    private static readonly double[] Shift = [10.43, 10.23, 10.29, 10.91, 10.34, 10.69, 9.23, 9.11, 9.13, 9.03];
    private static readonly double[] Noise = [154023, 138455, 143112, 149190, 132098, 151344, 155145, 148889, 149466, 148209];

    public static TheoryData<double[], int[]> Known => new()
    {
        { Halved, [6] },
        { TenPercentLess, [4] },
        { Shift, [6] },
        { Noise, [] },
        { [.. Enumerable.Repeat(50.0, 14), 76, .. Enumerable.Repeat(100.0, 15)], [14] },
        { [.. Enumerable.Repeat(50.0, 14), 74, .. Enumerable.Repeat(100.0, 15)], [15] },
        { [.. Enumerable.Repeat(50.0, 30)], [] },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Indexes_are_those_of_Hunters_own_tests(double[] series, int[] indexes) => Assert.Equal(indexes, Find(series).Select(p => p.Index));

    [Theory]
    [MemberData(nameof(Known))]
    public void Looking_for_plateaus_leaves_them_as_they_are(double[] series, int[] indexes) =>
        Assert.Equal(indexes, Find(series, new ChangePointOptions { FindsPlateaus = true }).Select(p => p.Index));

    [Fact]
    public void A_plateau_that_hides_itself_and_what_follows_is_found_if_it_is_looked_for()
    {
        var random = new Random(10);
        double[] noise = [.. Enumerable.Range(0, 43).Select(_ => 1 + 0.03 * Draws.Normal(random))];
        double[] over = [.. noise.Select((n, i) => (i is >= 9 and < 21 ? 130 : 100) * n)];
        double[] again = [.. noise.Select((n, i) => (i is >= 9 and < 16 or >= 36 ? 130 : 100) * n)];

        Assert.Empty(Find(over));
        Assert.Equal([9, 21], Find(over, new ChangePointOptions { FindsPlateaus = true }).Select(p => p.Index));
        Assert.Equal([9, 16, 36], Find(again, new ChangePointOptions { FindsPlateaus = true }).Select(p => p.Index));
    }

    [Fact]
    public void Several_levels_are_all_found()
    {
        double[] levels = [1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 5, 9, 9, 9, 9, 9, 9, 9, 9, 3, 3, 3, 3, 3, 3, 3, 3, 3];

        Assert.Equal([5, 13, 21], Find(levels, new ChangePointOptions { MaxP = 0.05 }).Select(p => p.Index));
    }

    [Fact]
    public void A_window_shorter_than_the_series_finds_the_same()
    {
        double[] series = [1.02, .95, .99, 1, 1.12, 1, 1.01, .98, 1.01, .96, .50, .51, .48, .48, .55, .50, .49, .51, .50, .49];

        Assert.Equal([10], Find(series, new ChangePointOptions { Window = 10, MaxP = 0.0001 }).Select(p => p.Index));
    }

    [Fact]
    public void A_series_that_begins_with_zeros_is_found_and_its_change_is_infinite()
    {
        var points = Find([0, 0, 0, 1, 1.12, .9, .5, .51, .48, .48, .55]);

        Assert.Equal(2, points.Count);
        Assert.Equal(3, points[0].Index);
        Assert.Equal(double.PositiveInfinity, points[0].ForwardChange);
        Assert.Equal(1, points[0].Magnitude);
    }

    [Fact]
    public void A_change_smaller_than_the_least_magnitude_is_merged_away()
    {
        Assert.Empty(Find(TenPercentLess, new ChangePointOptions { MinMagnitude = 0.2 }));
        Assert.Single(Find(Halved, new ChangePointOptions { MinMagnitude = 0.2 }));
    }

    [Fact]
    public void A_change_says_by_how_much()
    {
        var point = Assert.Single(Find(Shift));

        Assert.Equal(-0.129, point.ForwardChange, 0.0005);
        Assert.Equal(10.4817, point.MeanBefore, 0.0001);
        Assert.Equal(9.125, point.MeanAfter, 1e-12);
        Assert.Equal(point.MeanBefore / point.MeanAfter - 1, point.Magnitude, 1e-12); // from after it is larger: 14.9 %
        Assert.InRange(point.P, 1e-9, 0.001);
        Assert.Equal((6, 6), (point.SuspectFirst, point.SuspectLast));
    }

    [Fact]
    public void P_is_Students_with_Hunters_deviation_or_with_a_samples()
    {
        // t = -14.1421, 8 degrees of freedom: means 1 and 2, deviation of each side 0.1 (of population) or 0.1118 (of sample).
        double[] series = [0.9, 1.1, 1, 0.85858, 1.14142, 1.9, 2.1, 2, 1.85858, 2.14142];
        var population = Assert.Single(Find(series));
        var sample = Assert.Single(Find(series, new ChangePointOptions { UseSampleDeviation = true }));

        Assert.Equal(1 / Math.Sqrt(0.012 * 2 / 5), 1 / (population.DeviationBefore * Math.Sqrt(2 / 5.0)), 0.01);
        Assert.Equal(1.25, sample.DeviationBefore * sample.DeviationBefore / (population.DeviationBefore * population.DeviationBefore), 1e-9);
        Assert.True(sample.P > population.P);
    }

    [Fact]
    public void The_suspects_are_the_runs_that_may_have_been_the_first()
    {
        // The change comes gradually: over runs 10 to 12.
        double[] series = [100, 101, 99, 100, 102, 98, 100, 101, 99, 100, 103, 106, 108, 110, 111, 109, 110, 112, 108, 110, 111, 109];
        var point = Assert.Single(Find(series));

        Assert.InRange(point.Index, 10, 12);
        Assert.True(point.SuspectFirst < point.SuspectLast);
        Assert.InRange(point.Index, point.SuspectFirst, point.SuspectLast);
        Assert.InRange(point.SuspectFirst, 9, 11);
        Assert.InRange(point.SuspectLast, 11, 13);
    }

    [Fact]
    public void Missing_runs_are_filled_forward_then_back()
    {
        double?[] gaps = [null, .95, .99, null, 1.12, .90, .50, .51, null, .48, .55];
        double?[] filled = [.95, .95, .99, .99, 1.12, .90, .50, .51, .51, .48, .55];

        Assert.Equal(ChangePoints.Find(filled), ChangePoints.Find(gaps));
        Assert.Empty(ChangePoints.Find([null, null, null]));
        Assert.Empty(ChangePoints.Find([]));
        Assert.Empty(Find([1, 2]));
    }

    [Fact]
    public void What_is_no_number_and_options_that_cannot_be_are_refused_together()
    {
        Assert.Contains("Value 2 is NaN", Assert.Throws<ArgumentException>(() => Find([1, 2, double.NaN])).Message, StringComparison.Ordinal);
        var message = Assert.Throws<ArgumentException>(() => Find([1, 2, 3], new ChangePointOptions { Window = 1, MaxP = 0, MinMagnitude = -1 })).Message;
        Assert.Contains("Window is 1", message, StringComparison.Ordinal);
        Assert.Contains("MaxP is 0", message, StringComparison.Ordinal);
        Assert.Contains("MinMagnitude is -1", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Divergence_is_that_of_the_formula()
    {
        var random = new Random(8);
        for (var round = 0; round < 20; round++)
        {
            double[] series = [.. Enumerable.Range(0, random.Next(2, 25)).Select(_ => Math.Round(random.NextDouble() * 10, 2))];
            var divergence = new Divergence(series.Length, (i, k) => Math.Abs(series[i] - series[k]));
            var start = random.Next(series.Length - 1);
            var best = (Index: -1, Value: double.NegativeInfinity);
            for (var tau = start + 1; tau < series.Length; tau++)
            {
                for (var kappa = tau + 1; kappa <= series.Length; kappa++)
                {
                    var value = Formula(series[start..tau], series[tau..kappa]);
                    Assert.Equal(value, divergence.Of(start, tau, kappa), 1e-9);
                    best = value > best.Value + 1e-9 ? (tau, value) : best;
                }
            }

            Assert.Equal(best.Index, divergence.Furthest(start, series.Length).Index);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Stationary_noise_has_about_as_many_false_changes_as_measured(bool findsPlateaus)
    {
        var random = new Random(9);
        var withChanges = 0;
        for (var i = 0; i < 100; i++)
        {
            withChanges += Find([.. Enumerable.Range(0, 100).Select(_ => 100 + 5 * Gaussian(random))], new ChangePointOptions { FindsPlateaus = findsPlateaus }).Count > 0 ? 1 : 0;
        }

        Assert.InRange(withChanges, 0, 14); // 5.3 % of 300 series in measurement
    }

    private static double Gaussian(Random random) => Engine.Normal.Quantile(1 - random.NextDouble() * 0.999999999999);

    private static IReadOnlyList<ChangePoint> Find(double[] series, ChangePointOptions? options = null) =>
        ChangePoints.Find([.. series.Select(v => (double?)v)], options);

    private static double Formula(double[] x, double[] y)
    {
        double n = x.Length, m = y.Length;
        var cross = x.Sum(a => y.Sum(b => Math.Abs(a - b)));
        var left = x.Select((a, i) => x[(i + 1)..].Sum(b => Math.Abs(a - b))).Sum();
        var right = y.Select((a, i) => y[(i + 1)..].Sum(b => Math.Abs(a - b))).Sum();
        return 2 / (n + m) * cross
            - (n > 1 ? 2 * m / ((n + m) * (n - 1)) * left : 0)
            - (m > 1 ? 2 * n / ((n + m) * (m - 1)) * right : 0);
    }
}
