using Stampede.Analysis;
using Stampede.Metrics;

namespace Stampede.Tests;

public class JudgementTests
{
    private static readonly Margin Latency = new(0.05, 0.10);
    private static readonly Margin Throughput = new(0.05, 0.10, Direction: ChangeDirection.LowerIsWorse);
    private static readonly double[] Base = [40, 41, 42, 40.5, 41.5, 40.2, 41.8];

    [Theory]
    [InlineData(0.08, 0.02, 0.14, 0.01, ChangeVerdict.Regressed, ChangeLevel.Warning)]
    [InlineData(0.05, 0.001, 0.14, 0.05, ChangeVerdict.Regressed, ChangeLevel.Warning)] // the levels themselves count
    [InlineData(0.10, 0.02, 0.14, 0.01, ChangeVerdict.Regressed, ChangeLevel.Failure)]
    [InlineData(0.0999, 0.02, 0.14, 0.01, ChangeVerdict.Regressed, ChangeLevel.Warning)]
    [InlineData(0.20, 0.02, double.PositiveInfinity, 0.01, ChangeVerdict.Regressed, ChangeLevel.Failure)]
    [InlineData(0.08, 0.02, 0.14, 0.0501, ChangeVerdict.Inconclusive, ChangeLevel.None)] // not certain among so many
    [InlineData(0.08, 0, 0.14, 0.01, ChangeVerdict.Inconclusive, ChangeLevel.None)] // the interval has 0
    [InlineData(0.0499, 0.02, 0.14, 0.01, ChangeVerdict.Inconclusive, ChangeLevel.None)] // certain, not certainly large
    [InlineData(0.03, 0.02, 0.0499, 0.001, ChangeVerdict.Unchanged, ChangeLevel.None)] // certain and small
    [InlineData(0.03, 0.02, 0.05, 0.001, ChangeVerdict.Inconclusive, ChangeLevel.None)]
    [InlineData(0, -0.04, 0.04, 1, ChangeVerdict.Unchanged, ChangeLevel.None)]
    [InlineData(0, -0.05, 0.04, 1, ChangeVerdict.Inconclusive, ChangeLevel.None)]
    [InlineData(0, -0.06, 0.06, 1, ChangeVerdict.Inconclusive, ChangeLevel.None)]
    [InlineData(0, 0, 0, 1, ChangeVerdict.Unchanged, ChangeLevel.None)]
    [InlineData(-0.08, -0.14, -0.02, 0.01, ChangeVerdict.Improved, ChangeLevel.None)]
    [InlineData(-0.05, -0.14, -0.001, 0.01, ChangeVerdict.Improved, ChangeLevel.None)]
    [InlineData(-0.08, -0.14, 0, 0.01, ChangeVerdict.Inconclusive, ChangeLevel.None)]
    [InlineData(-0.50, -0.60, -0.40, 0.06, ChangeVerdict.Inconclusive, ChangeLevel.None)]
    public void A_change_counts_if_it_is_certain_and_large(double estimate, double low, double high, double q, ChangeVerdict verdict, ChangeLevel level)
    {
        var judged = Judgement.Of(new Effect(estimate, low, high, q, 7), q, Latency);
        var mirrored = Judgement.Of(new Effect(-estimate, -high, -low, q, 7), q, Throughput);

        Assert.Equal((verdict, level), (judged.Verdict, judged.Level));
        Assert.Equal(judged, mirrored);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(4, 5)]
    [InlineData(6, 7)]
    public void Too_few_runs_have_no_verdict_however_clear(int runs, int fewest) =>
        Assert.Equal(ChangeVerdict.Inconclusive, Judgement.Of(new Effect(2, 1.9, 2.1, 1e-9, runs), 1e-9, Latency, fewestRuns: fewest).Verdict);

    [Fact]
    public void A_change_without_an_interval_says_why() =>
        Assert.Equal("Because.", Judgement.Of(new Effect(0, double.NegativeInfinity, double.PositiveInfinity, 1, 7, "Because."), 1, Latency).Reason);

    [Fact]
    public void Numbers_that_cannot_be_are_refused()
    {
        var fine = new Effect(0.1, 0, 0.2, 0.01, 7);
        Assert.Throws<ArgumentException>(() => Judgement.Of(fine with { Estimate = double.NaN }, 0.01, Latency));
        Assert.Throws<ArgumentException>(() => Judgement.Of(fine with { Low = double.NaN }, 0.01, Latency));
        Assert.Throws<ArgumentException>(() => Judgement.Of(fine with { High = double.NaN }, 0.01, Latency));
        Assert.Throws<ArgumentException>(() => Judgement.Of(fine with { Low = 0.3 }, 0.01, Latency));
        Assert.Throws<ArgumentOutOfRangeException>(() => Judgement.Of(fine with { Runs = -1 }, 0.01, Latency));
        Assert.Throws<ArgumentOutOfRangeException>(() => Judgement.Of(fine, double.NaN, Latency));
        Assert.Throws<ArgumentOutOfRangeException>(() => Judgement.Of(fine, 1.1, Latency));
        Assert.Throws<ArgumentOutOfRangeException>(() => Judgement.Of(fine, 0.01, Latency, maxQ: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Judgement.Of(fine, 0.01, Latency, fewestRuns: 1));
        Assert.Throws<ArgumentException>(() => Judgement.Of(fine, 0.01, new Margin(0, 0.1)));
        Assert.Throws<ArgumentException>(() => Judgement.Of(fine, 0.01, new Margin(0.2, 0.1)));
        Assert.Throws<ArgumentException>(() => Judgement.Of(fine, 0.01, new Margin(double.NaN, 0.1)));
        Assert.Throws<ArgumentException>(() => Effect.OfLocation([1, -1], [1, 2], ChangeUnit.Relative));
        Assert.Throws<ArgumentException>(() => Effect.OfLocation([1, double.NaN], [1, 2], ChangeUnit.Absolute));
        Assert.Throws<ArgumentException>(() => Effect.OfLocation([1], [1], ChangeUnit.PercentagePoints));
    }

    [Fact]
    public void A_location_is_judged_relatively_or_in_its_unit()
    {
        double[] slower = [.. Base.Select(v => v * 1.12)];
        var relative = Effect.OfLocation(Base, slower, ChangeUnit.Relative);
        var absolute = Effect.OfLocation(Base, slower, ChangeUnit.Absolute);

        Assert.Equal(0.12, relative.Estimate, 0.002);
        Assert.Equal(4.9, absolute.Estimate, 0.1);
        Assert.Equal((ChangeVerdict.Regressed, ChangeLevel.Failure), Of(relative, Latency));
        Assert.Equal((ChangeVerdict.Regressed, ChangeLevel.Warning), Of(absolute, new Margin(4, 8, ChangeUnit.Absolute)));
        Assert.Equal(ChangeVerdict.Improved, Of(relative, Throughput).Verdict);
    }

    [Fact]
    public void A_baseline_of_zero_makes_the_change_infinite()
    {
        double[] zeros = new double[7];
        var appeared = Effect.OfLocation(zeros, Base, ChangeUnit.Relative);
        var vanished = Effect.OfLocation(Base, zeros, ChangeUnit.Relative);
        var still = Effect.OfLocation(zeros, zeros, ChangeUnit.Relative);

        Assert.Equal(double.PositiveInfinity, appeared.Estimate);
        Assert.Equal((ChangeVerdict.Regressed, ChangeLevel.Failure), Of(appeared, Latency));
        Assert.Equal(-1, vanished.Estimate, 0.05);
        Assert.Equal(ChangeVerdict.Improved, Of(vanished, Latency).Verdict);
        Assert.Equal(ChangeVerdict.Unchanged, Of(still, Latency).Verdict);
    }

    [Fact]
    public void Error_rates_are_judged_in_percentage_points()
    {
        var margin = new Margin(0.5, 1, ChangeUnit.PercentagePoints);
        Proportion[] clean = [.. Enumerable.Repeat(new Proportion(0, 1_000), 7)];
        Proportion[] failing = [.. Enumerable.Range(0, 7).Select(i => new Proportion(17 + i, 1_000))];
        var worse = Effect.OfProportions(clean, failing, margin.Unit);

        Assert.Equal(2, worse.Estimate, 1e-9);
        Assert.Equal((ChangeVerdict.Regressed, ChangeLevel.Failure), Of(worse, margin));
        Assert.Equal(ChangeVerdict.Unchanged, Of(Effect.OfProportions(clean, clean, margin.Unit), margin).Verdict);
        Assert.Equal(double.PositiveInfinity, Effect.OfProportions(clean, failing, ChangeUnit.Relative).Estimate);
        Assert.Equal((ChangeVerdict.Regressed, ChangeLevel.Failure), Of(Effect.OfProportions(clean, failing, ChangeUnit.Relative), Latency));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void One_failure_of_300_after_none_of_150_is_inconclusive_even_if_runs_were_enough(int fewest)
    {
        var effect = Effect.OfProportions([new(0, 150)], [new(1, 300)], ChangeUnit.PercentagePoints);

        Assert.Equal(ChangeVerdict.Inconclusive, Of(effect, new Margin(0.5, 1, ChangeUnit.PercentagePoints), fewest).Verdict);
        Assert.Equal(ChangeVerdict.Inconclusive, Of(effect with { Runs = 7 }, new Margin(0.5, 1, ChangeUnit.PercentagePoints)).Verdict);
    }

    [Fact]
    public void Tails_are_judged_by_the_bootstrap_over_runs()
    {
        var random = new Random(11);
        var before = TailRatioTests.Runs(random, 7, 1_000, 1);
        var after = TailRatioTests.Runs(random, 7, 1_000, 1.5);

        Assert.Equal((ChangeVerdict.Regressed, ChangeLevel.Failure), Of(Effect.OfTail(before, after, 99, random), new Margin(0.10, 0.20)));
        var few = Effect.OfTail(before[..4], after, 99, random);
        Assert.Equal(ChangeVerdict.Inconclusive, Of(few, Latency, 2).Verdict);
        Assert.NotNull(few.Missing);
    }

    [Fact]
    public void Equal_builds_are_seldom_called_worse_and_ten_percent_is_found()
    {
        var random = new Random(12);
        foreach (var spread in new[] { 0.02, 0.03 })
        {
            int falsely = 0, found = 0;
            for (var i = 0; i < 500; i++)
            {
                falsely += Compare(random, spread, 1) == ChangeVerdict.Regressed ? 1 : 0;
                found += Compare(random, spread, 1.1) == ChangeVerdict.Regressed ? 1 : 0;
            }

            Assert.InRange(falsely, 0, 5); // 1 %
            Assert.InRange(found, 450, 500); // 90 %
        }
    }

    private static ChangeVerdict Compare(Random random, double spread, double factor)
    {
        double[] before = [.. Enumerable.Range(0, 7).Select(_ => 40 * (1 + spread * Draws.Normal(random)))];
        double[] after = [.. Enumerable.Range(0, 7).Select(_ => 40 * factor * (1 + spread * Draws.Normal(random)))];
        return Of(Effect.OfLocation(before, after, ChangeUnit.Relative), Latency).Verdict;
    }

    private static (ChangeVerdict Verdict, ChangeLevel Level) Of(Effect effect, Margin margin, int fewestRuns = Judgement.DefaultFewestRuns)
    {
        var judged = Judgement.Of(effect, effect.P, margin, fewestRuns: fewestRuns);
        return (judged.Verdict, judged.Level);
    }
}
