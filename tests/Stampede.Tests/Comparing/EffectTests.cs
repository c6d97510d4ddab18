using Stampede.Analysis;
using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Whatever runs there are, an effect can be judged: no figure that can be measured is an error.</summary>
public class EffectTests
{
    [Fact]
    public void Runs_whose_requests_all_took_equally_long_are_judged()
    {
        var random = new Random(40);
        for (var before = 1; before <= 60; before += 4)
        {
            var after = random.Next(1, 200);
            var effect = Effect.OfTail(Alike(5, 1_000 * before), Alike(5, 1_000 * after), 95, new Random(1));

            Assert.True(effect.Low <= effect.Estimate && effect.Estimate <= effect.High, $"{before} to {after} ms: {effect}");
            var verdict = Judgement.Of(effect, effect.P, new Margin(0.1, 0.1)).Verdict;
            Assert.Equal(effect.Estimate >= 0.1 ? ChangeVerdict.Regressed : effect.Estimate <= -0.1 ? ChangeVerdict.Improved : ChangeVerdict.Unchanged, verdict);
        }
    }

    [Fact]
    public void Ten_to_eleven_milliseconds_are_ten_percent_whatever_their_buckets()
    {
        var effect = Effect.OfTail(Alike(5, 10_000), Alike(5, 11_000), 95, new Random(1));

        Assert.Equal(0.1, effect.Estimate, 1e-12);
        Assert.Equal(ChangeVerdict.Regressed, Judgement.Of(effect, effect.P, new Margin(0.1, 0.1)).Verdict);
    }

    [Fact]
    public void Whatever_the_values_are_the_estimate_lies_within_its_interval()
    {
        var random = new Random(41);
        double[] levels = [0, 1e-9, 0.1, 0.3, 1.1, 3.3, 1e9];
        for (var i = 0; i < 600; i++)
        {
            double[] baseline = Values(random, levels), candidate = Values(random, levels);
            foreach (var unit in (ChangeUnit[])[ChangeUnit.Relative, ChangeUnit.Absolute])
            {
                var effect = Effect.OfLocation(baseline, candidate, unit);
                Assert.True(effect.Low <= effect.Estimate && effect.Estimate <= effect.High, $"[{string.Join(", ", baseline)}] to [{string.Join(", ", candidate)}]: {effect}");
                Judgement.Of(effect, effect.P, new Margin(0.05, 0.1, unit), fewestRuns: 2);
            }
        }
    }

    [Fact]
    public void Whatever_the_counts_are_the_difference_lies_within_its_interval()
    {
        var random = new Random(42);
        long[] totals = [1, 2, 10, 1_000, 1_000_000, 1_000_000_000];
        for (var i = 0; i < 600; i++)
        {
            Proportion[] baseline = Counts(random, totals), candidate = Counts(random, totals);
            foreach (var unit in Enum.GetValues<ChangeUnit>())
            {
                var effect = Effect.OfProportions(baseline, candidate, unit);
                Assert.True(effect.Low <= effect.Estimate && effect.Estimate <= effect.High, $"[{string.Join(", ", baseline)}] to [{string.Join(", ", candidate)}]: {effect}");
                Assert.InRange(effect.P, 0, 1);
                Judgement.Of(effect, effect.P, new Margin(0.05, 0.1, unit), fewestRuns: 2);
            }
        }
    }

    [Fact]
    public void Whatever_the_distributions_are_the_ratio_lies_within_its_interval()
    {
        var random = new Random(43);
        for (var i = 0; i < 25; i++)
        {
            Histogram[] baseline = Histograms(random), candidate = Histograms(random);
            var effect = Effect.OfTail(baseline, candidate, i % 2 == 0 ? 95 : 50, random);
            Assert.True(effect.Missing is not null || (effect.Low <= effect.Estimate && effect.Estimate <= effect.High), $"round {i}: {effect}");
            Judgement.Of(effect, effect.P, new Margin(0.05, 0.1), fewestRuns: 2);
        }
    }

    [Fact]
    public void A_change_of_exactly_the_margin_has_regressed_whatever_its_last_digit()
    {
        for (var percent = 1; percent <= 100; percent++)
        {
            var margin = new Margin(percent * 0.01, percent * 0.01);
            foreach (var level in (double[])[3, 10, 40, 100, 0.7])
            {
                var more = Effect.OfLocation([.. Enumerable.Repeat(level, 7)], [.. Enumerable.Repeat(level * (100 + percent) / 100, 7)], ChangeUnit.Relative);
                Assert.Equal((ChangeVerdict.Regressed, ChangeLevel.Failure), (Judgement.Of(more, more.P, margin).Verdict, Judgement.Of(more, more.P, margin).Level));

                var less = Effect.OfLocation([.. Enumerable.Repeat(level, 7)], [.. Enumerable.Repeat(level * (100 - percent) / 100, 7)], ChangeUnit.Relative);
                Assert.Equal(ChangeVerdict.Regressed, Judgement.Of(less, less.P, margin with { Direction = ChangeDirection.LowerIsWorse }).Verdict);
                Assert.Equal(ChangeVerdict.Improved, Judgement.Of(less, less.P, margin).Verdict);

                var almost = Effect.OfLocation([.. Enumerable.Repeat(level, 7)], [.. Enumerable.Repeat(level * (99.9 + percent) / 100, 7)], ChangeUnit.Relative);
                Assert.Equal(ChangeVerdict.Unchanged, Judgement.Of(almost, almost.P, margin).Verdict);
            }

            Proportion[] few = [.. Enumerable.Repeat(new Proportion(0, 100_000), 7)], many = [.. Enumerable.Repeat(new Proportion(1_000 * percent, 100_000), 7)];
            var points = Effect.OfProportions(few, many, ChangeUnit.PercentagePoints);
            Assert.Equal(ChangeVerdict.Regressed, Judgement.Of(points, points.P, new Margin(percent, percent, ChangeUnit.PercentagePoints)).Verdict);
        }
    }

    private static Histogram[] Alike(int runs, long value) => [.. Enumerable.Range(0, runs).Select(_ => Of((value, 1_000)))];

    // Few levels, of which one run may have one that no other has.
    private static Histogram[] Histograms(Random random) =>
        [.. Enumerable.Range(0, random.Next(5, 8)).Select(_ => Of((random.Next(0, 3), random.Next(200)), (random.Next(1, 5) * 700, random.Next(1, 400)), (90_000_000, random.Next(40))))];

    private static Histogram Of(params (long Value, int Count)[] values)
    {
        var histogram = new Histogram();
        foreach (var (value, count) in values.Where(v => v.Count > 0))
        {
            histogram.Record(value, count);
        }

        return histogram;
    }

    private static double[] Values(Random random, double[] levels)
    {
        var scale = random.Next(3) == 0 ? 3 : 1;
        return [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => levels[random.Next(levels.Length)] * (random.Next(4) == 0 ? scale : 1))];
    }

    private static Proportion[] Counts(Random random, long[] totals) => [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
    {
        var total = totals[random.Next(totals.Length)];
        return new Proportion(random.Next(4) switch { 0 => 0, 1 => total, 2 => random.NextInt64(total + 1), _ => Math.Min(total, random.Next(10)) }, total);
    })];
}
