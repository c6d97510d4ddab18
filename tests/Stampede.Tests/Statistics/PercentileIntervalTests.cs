using Stampede.Metrics;

namespace Stampede.Tests;

public class PercentileIntervalTests
{
    [Theory]
    [InlineData(1_000, 99, 983L, 997L)]
    [InlineData(10_000, 99, 9_880L, 9_920L)]
    [InlineData(10_000, 99.9, 9_983L, 9_997L)]
    [InlineData(100, 50, 40L, 61L)]
    [InlineData(10, 50, 2L, 9L)]
    public void Ranks_are_those_of_the_order_statistics(long count, double percentile, long lower, long upper) =>
        Assert.Equal(new PercentileInterval(lower, upper), PercentileInterval.Of(count, percentile));

    [Fact]
    public void Too_few_values_leave_an_end_open()
    {
        Assert.Equal(new PercentileInterval(293, null), PercentileInterval.Of(300, 99));
        Assert.Equal(new PercentileInterval(null, 8), PercentileInterval.Of(300, 1));
        Assert.Equal(new PercentileInterval(null, null), PercentileInterval.Of(1, 50));
        Assert.Equal(new PercentileInterval(null, null), PercentileInterval.Of(0, 50));
    }

    [Theory]
    [InlineData(90, false, 29)]
    [InlineData(95, false, 59)]
    [InlineData(99, false, 299)]
    [InlineData(99.9, false, 2_995)]
    [InlineData(99.99, false, 29_956)]
    [InlineData(99, true, 368)]
    [InlineData(99.9, true, 3_688)]
    public void The_fewest_values_for_an_upper_end_are_known(double percentile, bool bothEnds, long fewest) =>
        Assert.Equal(fewest, PercentileInterval.FewestValues(percentile, bothEnds: bothEnds));

    [Theory]
    [InlineData(90)]
    [InlineData(99)]
    [InlineData(99.9)]
    public void The_fewest_values_are_just_enough(double percentile)
    {
        var fewest = PercentileInterval.FewestValues(percentile);

        Assert.Null(PercentileInterval.Of(fewest - 1, percentile).Upper);
        Assert.Equal(fewest, PercentileInterval.Of(fewest, percentile).Upper);
    }

    [Fact]
    public void The_interval_agrees_with_adding_up_the_distribution()
    {
        for (var n = 1; n <= 120; n++)
        {
            foreach (var percentile in (double[])[1, 10, 37.5, 50, 90, 99])
            {
                foreach (var confidence in (double[])[0.5, 0.9, 0.95, 0.99])
                {
                    Assert.Equal(BySum(n, percentile / 100, (1 - confidence) / 2), PercentileInterval.Of(n, percentile, confidence));
                }
            }
        }
    }

    [Fact]
    public void Millions_of_values_are_as_the_normal_approximation_says()
    {
        // 99 % of 100 million: 99,000,000 ± 1.96 × sqrt(n q (1 - q)) = ± 1950.1.
        var interval = PercentileInterval.Of(100_000_000, 99);

        Assert.InRange(interval.Lower!.Value, 98_998_047, 98_998_053);
        Assert.InRange(interval.Upper!.Value, 99_001_948, 99_001_954);
    }

    [Fact]
    public void Higher_confidence_is_wider()
    {
        var likely = PercentileInterval.Of(5_000, 95, 0.8);
        var sure = PercentileInterval.Of(5_000, 95, 0.999);

        Assert.True(sure.Lower < likely.Lower && sure.Upper > likely.Upper);
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PercentileInterval.Of(-1, 50));
        Assert.Throws<ArgumentOutOfRangeException>(() => PercentileInterval.Of(10, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PercentileInterval.Of(10, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => PercentileInterval.Of(10, 50, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PercentileInterval.Of(10, 50, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => PercentileInterval.FewestValues(100));
    }

    private static PercentileInterval BySum(int n, double q, double tail)
    {
        var probabilities = Enumerable.Range(0, n + 1).Select(k => Math.Exp(LogChoose(n, k) + k * Math.Log(q) + (n - k) * Math.Log(1 - q))).ToArray();
        var lower = Enumerable.Range(1, n).LastOrDefault(l => probabilities.Take(l).Sum() <= tail);
        var upper = Enumerable.Range(1, n).FirstOrDefault(u => probabilities.Skip(u).Sum() <= tail);
        return new PercentileInterval(lower == 0 ? null : lower, upper == 0 ? null : upper);
    }

    private static double LogChoose(int n, int k) => Enumerable.Range(1, k).Sum(i => Math.Log((double)(n - k + i) / i));
}
