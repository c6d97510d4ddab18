using Stampede.Analysis;
using Stampede.Metrics;

namespace Stampede.Tests;

public class DistributionChangesTests
{
    [Fact]
    public void A_mode_that_moves_is_found_where_the_mean_and_the_percentiles_hide_it()
    {
        // 60 % at 10 ms, a quarter at 40 ms, which becomes 46 ms with run 20, the rest at 200 ms: how much that is varies from run to run.
        // Chance gives either detector a false change at times, so ten histories are looked at.
        var random = new Random(31);
        var (found, seenByMean, seenByPercentile) = (0, 0, 0);
        for (var round = 0; round < 10; round++)
        {
            Histogram[] runs = [.. Enumerable.Range(0, 40).Select(i => ThreeModes(random, i < 20 ? 40_000 : 46_000))];
            var change = DistributionChanges.Find(runs, random).SingleOrDefault(c => c.Index is >= 19 and <= 21);
            found += change is not null && change.ShareAfter < change.ShareBefore - 0.1 && change.Value is > 38_000 and < 48_000 ? 1 : 0;
            seenByMean += IsSeen(runs, r => r.Mean) ? 1 : 0;
            seenByPercentile += IsSeen(runs, r => r.Percentile(50)) || IsSeen(runs, r => r.Percentile(95)) || IsSeen(runs, r => r.Percentile(99)) ? 1 : 0;
        }

        Assert.Equal(10, found);
        Assert.InRange(seenByMean, 0, 2);
        Assert.InRange(seenByPercentile, 0, 2);
    }

    [Fact]
    public void Several_changes_are_all_found_and_a_change_back_too()
    {
        var random = new Random(32);
        var exactly = 0;
        for (var round = 0; round < 10; round++)
        {
            Histogram[] runs = [.. Enumerable.Range(0, 36).Select(i => ThreeModes(random, i is >= 12 and < 24 ? 50_000 : 40_000))];
            int[] found = [.. DistributionChanges.Find(runs, random).Select(c => c.Index)];

            Assert.Contains(12, found);
            Assert.Contains(24, found);
            exactly += found.Length == 2 ? 1 : 0;
        }

        Assert.InRange(exactly, 8, 10);
    }

    [Fact]
    public void A_change_has_its_range_of_suspects()
    {
        var random = new Random(35);
        Histogram[] runs = [.. Enumerable.Range(0, 30).Select(i => ThreeModes(random, i < 14 ? 40_000 : 50_000))];
        var change = DistributionChanges.Find(runs, random).Single(c => c.Index == 14);

        Assert.InRange(change.P, 0.0005, 0.01);
        Assert.InRange(change.SuspectFirst, 12, 14);
        Assert.InRange(change.SuspectLast, 14, 16);
    }

    // Stated: 1 % of stationary histories. The full simulation is bench/Detector.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Stationary_histories_seldom_have_a_false_change(int shape)
    {
        var random = new Random(33 + shape);
        var falsely = 0;
        for (var i = 0; i < 60; i++)
        {
            Histogram[] runs = [.. Enumerable.Range(0, 30).Select(_ => Stationary(random, shape))];
            falsely += DistributionChanges.Find(runs, random).Count > 0 ? 1 : 0;
        }

        Assert.InRange(falsely, 0, 4);
    }

    [Fact]
    public void The_same_seed_gives_the_same_changes()
    {
        var random = new Random(36);
        Histogram[] runs = [.. Enumerable.Range(0, 20).Select(i => ThreeModes(random, i < 9 ? 40_000 : 60_000))];

        Assert.Equal(DistributionChanges.Find(runs, new Random(5)), DistributionChanges.Find(runs, new Random(5)));
    }

    [Fact]
    public void Few_or_equal_runs_have_no_changes()
    {
        var random = new Random(37);
        Histogram[] runs = [.. Enumerable.Range(0, 5).Select(_ => Stationary(random, 0))];

        Assert.Empty(DistributionChanges.Find([], random));
        Assert.Empty(DistributionChanges.Find(runs, random));
        Assert.Empty(DistributionChanges.Find([.. Enumerable.Repeat(runs[0], 30)], random));
    }

    [Fact]
    public void Empty_runs_and_options_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentException>(() => DistributionChanges.Find([new Histogram()], new Random(1)));
        var message = Assert.Throws<ArgumentException>(
            () => DistributionChanges.Find([], new Random(1), new DistributionChangeOptions { Permutations = 50, FewestRuns = 1 })).Message;
        Assert.Contains("Permutations is 50; P 0.01 needs at least 99", message, StringComparison.Ordinal);
        Assert.Contains("FewestRuns is 1", message, StringComparison.Ordinal);
    }

    private static bool IsSeen(Histogram[] runs, Func<Histogram, double> metric) =>
        ChangePoints.Find([.. runs.Select(r => (double?)metric(r))]).Any(p => p.SuspectFirst <= 21 && p.SuspectLast >= 19);

    private static Histogram ThreeModes(Random random, double middle)
    {
        var run = new Histogram();
        var slow = 0.1 + 0.1 * random.NextDouble();
        for (var i = 0; i < 1_000; i++)
        {
            var which = random.NextDouble();
            var mode = which < slow ? 200_000 : which < slow + 0.25 ? middle : 10_000;
            run.Record((long)(mode * Math.Exp(0.08 * Draws.Normal(random))));
        }

        return run;
    }

    private static Histogram Stationary(Random random, int shape)
    {
        var run = new Histogram();
        var level = 40_000 * (1 + 0.05 * Draws.Normal(random));
        for (var i = 0; i < 150; i++)
        {
            run.Record((long)(shape switch
            {
                0 => level * (1 + 0.05 * Draws.Normal(random)),
                1 => level * Math.Exp(0.3 * Draws.Normal(random)),
                _ => (random.NextDouble() < 0.8 ? level : 3 * level) * (1 + 0.05 * Draws.Normal(random)),
            }));
        }

        return run;
    }
}
