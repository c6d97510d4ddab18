using Stampede.Analysis;

namespace Stampede.Tests;

public class TwoProportionsTests
{
    // Fisher's lady tasting tea; the convicted twins (R's page of fisher.test); small tables with their known P.
    [Theory]
    [InlineData(1, 4, 3, 4, Alternative.Greater, 0.2428571)]
    [InlineData(1, 4, 3, 4, Alternative.Different, 0.4857143)]
    [InlineData(10, 12, 3, 18, Alternative.Less, 0.0004651809)] // 10 of 12 and 3 of 18, convicted
    [InlineData(10, 12, 3, 18, Alternative.Different, 0.0005367241)]
    [InlineData(0, 5, 5, 5, Alternative.Different, 0.007936508)] // 2 of 252
    public void The_exact_p_is_the_textbooks(long before, long beforeTotal, long after, long afterTotal, Alternative alternative, double p)
    {
        var test = TwoProportions.Of(new(before, beforeTotal), new(after, afterTotal), 0.95, alternative);

        Assert.Equal(p, test.P, 5e-8);
        Assert.True(test.IsExact);
    }

    // Newcombe, Statistics in Medicine 17 (1998), table II, method 10.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void The_interval_is_Newcombes(long first, long firstTotal, long second, long secondTotal, double low, double high)
    {
        var interval = TwoProportions.Of(baseline: new(second, secondTotal), candidate: new(first, firstTotal), 0.95);

        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]
    public void One_failure_of_300_after_none_of_150_shows_nothing()
    {
        var test = TwoProportions.Of(new(0, 150), new(1, 300));

        Assert.Equal(1, test.P, 1e-9);
        Assert.True(test.Low < 0 && test.High > 0.005); // neither worse nor shown to be within half a point
        Assert.Equal(1 / 300.0, test.Difference, 1e-15);
    }

    [Fact]
    public void Large_counts_are_compared_by_their_score_which_meets_the_exact_p()
    {
        var large = TwoProportions.Of(new(30_000, 1_000_000), new(30_600, 1_000_000));
        var exact = TwoProportions.Of(new(9_000, 300_000), new(9_300, 300_000));
        var z = 300 / 300_000.0 / Math.Sqrt(0.0305 * 0.9695 * 2 / 300_000);

        Assert.False(large.IsExact);
        Assert.True(exact.IsExact);
        Assert.Equal(2 * Engine.Normal.Above(z), exact.P, 0.0005);
        Assert.True(large.P < 0.02 && large.Low > 0);
    }

    [Fact]
    public void Runs_that_fail_as_a_whole_are_few_events()
    {
        Proportion[] clean = [.. Enumerable.Repeat(new Proportion(1, 1_000), 7)];
        Proportion[] oneBadRun = [.. Enumerable.Repeat(new Proportion(1, 1_000), 6), new(200, 1_000)];
        Proportion[] allWorse = [.. Enumerable.Range(0, 7).Select(i => new Proportion(28 + i, 1_000))];

        Assert.True(TwoProportions.Of(new(7, 7_000), new(206, 7_000)).P < 1e-30);
        var clustered = TwoProportions.OfRuns(clean, oneBadRun);
        Assert.True(clustered.P > 0.1 && clustered.Low < 0 && clustered.Clustering > 50);

        var worse = TwoProportions.OfRuns(clean, allWorse);
        Assert.Equal(1, worse.Clustering);
        Assert.True(worse.P < 1e-10 && worse.Low > 0.02);
    }

    [Fact]
    public void Equal_sides_whose_failures_clump_are_told_apart_no_more_often_than_is_asked()
    {
        // Half the runs fail three times as much as the others, at random: 2 % of 2,000 comparisons are 40, with the normal's tails it would be about 80.
        var random = new Random(50);
        var apart = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var test = TwoProportions.OfRuns(Clumped(random), Clumped(random), 0.98);
            apart += test.P <= 0.02 ? 1 : 0;
        }

        Assert.InRange(apart, 10, 65);

        static Proportion[] Clumped(Random random) =>
            [.. Enumerable.Range(0, 7).Select(_ => new Proportion(Math.Max(0, (long)Math.Round((random.Next(2) == 0 ? 100 : 300) + 14 * Draws.Normal(random))), 10_000))];
    }

    [Fact]
    public void Two_runs_of_which_one_fails_leave_hardly_anything_known()
    {
        var test = TwoProportions.OfRuns([new(0, 1_000), new(0, 1_000)], [new(0, 1_000), new(900, 1_000)]);

        Assert.True(test.Low < 0 && test.High > 0.9 && test.P > 0.2, $"{test}");
    }

    [Fact]
    public void One_run_a_side_is_compared_by_its_totals() =>
        Assert.Equal(TwoProportions.Of(new(3, 100), new(9, 100)), TwoProportions.OfRuns([new(3, 100)], [new(9, 100)]));

    [Fact]
    public void Counts_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportions.Of(new(2, 1), new(0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportions.Of(new(0, 1), new(-1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportions.Of(new(0, 0), new(0, 1)));
        Assert.Throws<ArgumentException>(() => TwoProportions.OfRuns([], [new(0, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportions.OfRuns([new(0, 0)], [new(0, 1)]));
    }
}
