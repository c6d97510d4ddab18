using Stampede.Engine;

namespace Stampede.Tests;

public class StudentTests
{
    // The tables' quantiles.
    [Theory]
    [InlineData(0.975, 1, 12.7062047362)]
    [InlineData(0.975, 4, 2.7764451052)]
    [InlineData(0.975, 10, 2.2281388520)]
    [InlineData(0.995, 8, 3.3553873313)]
    [InlineData(0.99, 12, 2.6809979931)]
    [InlineData(0.9995, 30, 3.6459586350)]
    public void Quantiles_are_the_tables(double p, double freedom, double t)
    {
        Assert.Equal(t, StudentT.Quantile(p, freedom), 1e-8);
        Assert.Equal(-t, StudentT.Quantile(1 - p, freedom), 1e-8);
        Assert.Equal(2 * (1 - p), StudentT.TwoSided(t, freedom), 1e-9);
        Assert.Equal(2 * (1 - p), StudentT.TwoSided(-t, freedom), 1e-9);
    }

    [Fact]
    public void The_borders_are_exact()
    {
        Assert.Equal(0, StudentT.TwoSided(double.PositiveInfinity, 5));
        Assert.Equal(1, StudentT.TwoSided(1e-12, 5), 1e-9);
        Assert.Equal(2 * Normal.Above(2), StudentT.TwoSided(2, 1e7), 1e-7);
    }
}
