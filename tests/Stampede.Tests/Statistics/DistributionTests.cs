using Stampede.Engine;

namespace Stampede.Tests;

public class DistributionTests
{
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.9, 1.2815515655446004)]
    [InlineData(0.95, 1.6448536269514722)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.995, 2.5758293035489004)]
    [InlineData(0.999, 3.090232306167813)]
    [InlineData(0.99999, 4.264890793922825)]
    public void Quantiles_of_the_normal_distribution_are_the_tables(double p, double x)
    {
        Assert.Equal(x, Normal.Quantile(p), 1e-11);
        Assert.Equal(-x, Normal.Quantile(1 - p), 1e-11);
    }

    [Theory]
    [InlineData(1, 0.15865525393145707)]
    [InlineData(2, 0.022750131948179195)]
    [InlineData(3, 0.0013498980316300933)]
    [InlineData(6, 9.865876450376981e-10)]
    [InlineData(-1, 0.8413447460685429)]
    public void Tails_of_the_normal_distribution_are_the_tables(double x, double above)
    {
        Assert.Equal(1, Normal.Above(x) / above, 1e-11);
        Assert.Equal(1 - above, Normal.AtMost(x), 1e-12);
    }

    [Fact]
    public void The_two_ways_to_a_tail_meet_where_they_change() =>
        Assert.Equal(1, Normal.Above(Math.BitDecrement(3)) / Normal.Above(3), 1e-12);

    [Fact]
    public void The_logarithm_of_the_gamma_function_is_that_of_factorials()
    {
        var expected = 0.0;
        for (var n = 1; n <= 60; n++)
        {
            Assert.Equal(expected, LogGamma.Of(n), 1e-11);
            expected += Math.Log(n);
        }

        Assert.Equal(Math.Log(Math.Sqrt(Math.PI)), LogGamma.Of(0.5), 1e-13);
    }

    [Fact]
    public void Both_sides_of_a_binomial_distribution_make_one()
    {
        foreach (var n in (long[])[1, 7, 100, 5_000, 3_000_000])
        {
            for (var k = 0L; k <= n; k += Math.Max(1, n / 23))
            {
                Assert.Equal(1, Binomial.AtMost(k, n, 0.37) + Binomial.AtLeast(k + 1, n, 0.37), 1e-9);
            }
        }
    }

    [Fact]
    public void Known_binomial_probabilities()
    {
        Assert.Equal(11.0 / 1024, Binomial.AtMost(1, 10, 0.5), 1e-14);
        Assert.Equal(11.0 / 1024, Binomial.AtLeast(9, 10, 0.5), 1e-14);
        Assert.Equal(Math.Pow(0.99, 300), Binomial.AtLeast(300, 300, 0.99), 1e-14);
        Assert.Equal((0, 1, 1, 0), (Binomial.AtMost(-1, 5, 0.5), Binomial.AtMost(5, 5, 0.5), Binomial.AtLeast(0, 5, 0.5), Binomial.AtLeast(6, 5, 0.5)));
    }
}
