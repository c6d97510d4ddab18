using Stampede.Analysis;
using Stampede.Metrics;

namespace Stampede.Tests;

public class TailRatioTests
{
    [Fact]
    public void The_ratio_is_that_of_all_requests_and_its_interval_holds_the_truth()
    {
        var random = new Random(21);
        var ratio = TailRatio.Of(Runs(random, 7, 2_000, 1), Runs(random, 7, 2_000, 1.3), 99, random);

        Assert.Null(ratio.Missing);
        Assert.InRange(ratio.Estimate, 1.15, 1.45);
        Assert.True(ratio.Low < ratio.Estimate && ratio.Estimate < ratio.High);
        Assert.True(ratio.Low < 1.3 && 1.3 < ratio.High && ratio.Low > 1);
        Assert.InRange(ratio.P, 0, 0.01);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval()
    {
        var runs = Runs(new Random(22), 12, 1_000, 1);

        Assert.Equal(TailRatio.Of(runs[..6], runs[6..], 95, new Random(1)), TailRatio.Of(runs[..6], runs[6..], 95, new Random(1)));
    }

    [Fact]
    public void Runs_that_differ_widen_the_interval_which_more_requests_do_not_narrow()
    {
        var random = new Random(23);
        var alike = TailRatio.Of(Runs(random, 7, 2_000, 1, 0), Runs(random, 7, 2_000, 1, 0), 99, random);
        var apart = TailRatio.Of(Runs(random, 7, 20_000, 1, 0.2), Runs(random, 7, 20_000, 1, 0.2), 99, random);

        Assert.True(apart.High / apart.Low > 1.2 * (alike.High / alike.Low));
    }

    [Fact]
    public void Equal_sides_are_seldom_told_apart()
    {
        var random = new Random(24);
        var outside = 0;
        for (var i = 0; i < 150; i++)
        {
            var ratio = TailRatio.Of(Runs(random, 7, 300, 1), Runs(random, 7, 300, 1), 95, random, 0.95, 2_000);
            outside += ratio.Low > 1 || ratio.High < 1 ? 1 : 0;
        }

        Assert.InRange(outside, 0, 18); // 5 % are expected
    }

    [Fact]
    public void Too_little_data_is_said_not_guessed()
    {
        var random = new Random(25);
        var runs = Runs(random, 10, 100, 1);

        Assert.Contains("4 runs on one side", TailRatio.Of(runs[..4], runs[4..], 95, random).Missing, StringComparison.Ordinal);
        Assert.Contains("1 run on one side", TailRatio.Of(runs[..1], runs[4..], 95, random).Missing, StringComparison.Ordinal);
        var beyond = TailRatio.Of(runs[..5], runs[5..], 99, random);
        Assert.Equal("p99 of 500 requests; it needs at least 1000.", beyond.Missing);
        Assert.True(double.IsNaN(beyond.Estimate));
        Assert.Equal((0, double.PositiveInfinity, 1), (beyond.Low, beyond.High, beyond.P));
    }

    [Fact]
    public void Exactly_enough_is_enough()
    {
        var random = new Random(26);
        Assert.Null(TailRatio.Of(Runs(random, 5, 200, 1), Runs(random, 5, 200, 1), 99, random).Missing);
    }

    [Fact]
    public void Zeros_have_no_multiple()
    {
        var zero = new Histogram();
        zero.Record(0, 1_000);
        Histogram[] zeros = [zero, zero, zero, zero, zero];

        Assert.Contains("is 0", TailRatio.Of(zeros, Runs(new Random(1), 5, 1_000, 1), 99, new Random(1)).Missing, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        var runs = Runs(new Random(1), 5, 10, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => TailRatio.Of(runs, runs, 100, new Random(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TailRatio.Of(runs, runs, 99, new Random(1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TailRatio.Of(runs, runs, 99, new Random(1), resamples: 1_999));
        Assert.Contains("Run 0 has no values", Assert.Throws<ArgumentException>(() => TailRatio.Of([new(), .. runs], runs, 99, new Random(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ranked_draw_has_the_mean_and_spread_of_its_place()
    {
        var random = new Random(27);
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(_ => Draws.Ranked(random, 990, 1_000))];

        Assert.Equal(990 / 1001.0, draws.Average(), 0.0002);
        Assert.Equal(990 * 11 / (1001.0 * 1001 * 1002), draws.Average(d => d * d) - draws.Average() * draws.Average(), 5e-7);
    }

    /// <summary>Runs of log-normal values around 40 ms, each run with a level of its own.</summary>
    internal static Histogram[] Runs(Random random, int count, int requests, double factor, double spread = 0.03) =>
        [.. Enumerable.Range(0, count).Select(_ =>
        {
            var run = new Histogram();
            var level = 40_000 * factor * Math.Exp(spread * Draws.Normal(random));
            for (var i = 0; i < requests; i++)
            {
                run.Record((long)(level * Math.Exp(0.3 * Draws.Normal(random))));
            }

            return run;
        })];
}
