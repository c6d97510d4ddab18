using Stampede.Analysis;

namespace Stampede.Tests;

public class FalseDiscoveryTests
{
    [Fact]
    public void The_q_values_are_the_papers()
    {
        // Benjamini and Hochberg (1995), the example of section 3.2: four of fifteen at 5 %.
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000];
        var q = FalseDiscovery.Adjust(p);

        Assert.Equal(4, q.Count(v => v <= 0.05));
        Assert.Equal(0.0015, q[0], 1e-12);
        Assert.Equal(0.0095 * 15 / 4, q[3], 1e-12);
        Assert.Equal(0.0298 * 15 / 7, q[5], 1e-12); // not 0.0278 · 15 / 6: the next one's is smaller
        Assert.Equal(1, q[14]);
    }

    [Fact]
    public void They_keep_their_places_and_never_fall_below_p()
    {
        var random = new Random(7);
        double[] p = [.. Enumerable.Range(0, 100).Select(_ => Math.Pow(random.NextDouble(), 2))];
        var q = FalseDiscovery.Adjust(p);

        for (var i = 0; i < p.Length; i++)
        {
            Assert.True(q[i] >= p[i]);
            Assert.Equal(p.Where(v => v >= p[i]).Min(v => Math.Min(1, v * p.Length / p.Count(w => w <= v))), q[i], 1e-12);
        }
    }

    [Fact]
    public void One_metric_is_its_own_and_none_are_none()
    {
        Assert.Equal([0.03], FalseDiscovery.Adjust([0.03]));
        Assert.Empty(FalseDiscovery.Adjust([]));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void What_is_no_probability_is_refused(double p) => Assert.Throws<ArgumentOutOfRangeException>(() => FalseDiscovery.Adjust([0.5, p]));
}
