using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Tests;

public sealed class SpreadValuesTests
{
    [Fact]
    public void The_sum_is_exact_and_no_value_leaves_its_bucket()
    {
        var random = new Random(7);
        var histogram = new Histogram();
        for (var i = 0; i < 10_000; i++)
        {
            histogram.Record((long)Math.Exp(random.NextDouble() * 22));
        }

        var spread = SpreadValues.Of(histogram).ToArray();

        Assert.Equal(histogram.Count, spread.Sum(s => s.Count));
        Assert.Equal(1, spread.Sum(s => s.Value * s.Count) / histogram.Sum, 1e-9);
        Assert.All(spread.Zip(histogram.Buckets), p => Assert.InRange(p.First.Value, p.Second.Low, p.Second.High));
    }

    [Fact]
    public void Without_values_there_are_none() => Assert.Empty(SpreadValues.Of(new Histogram()));
}
