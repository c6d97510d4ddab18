using Stampede.Engine;

namespace Stampede.Tests;

public sealed class MannKendallTests
{
    [Fact]
    public void The_p_value_is_that_of_the_normal_approximation()
    {
        // Ten rising values: S = 45, variance 125, z = 44 / √125 = 3.9355.
        var (p, slope) = MannKendall.Test([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
        Assert.Equal(8.3e-5, p, 1e-6);
        Assert.Equal(1, slope);
    }

    [Fact]
    public void Ties_lessen_the_variance()
    {
        // S = 4, ties of 2 and 2: variance (4·3·13 − 2·(2·1·9)) / 18 = 6.6667, z = 3 / 2.582 = 1.1619.
        var (p, slope) = MannKendall.Test([1, 1, 2, 2]);
        Assert.Equal(0.2453, p, 1e-3);
        Assert.Equal(0.5, slope, 0.2);
    }

    [Fact]
    public void Without_a_trend_or_with_few_values_there_is_none()
    {
        Assert.Equal(1, MannKendall.Test([5, 5, 5, 5, 5]).P);
        Assert.Equal(1, MannKendall.Test([1, 2, 3]).P);
        Assert.Equal(1, MannKendall.Test([]).P);
    }

    [Fact]
    public void Long_rows_are_thinned_out_and_keep_their_slope() =>
        Assert.Equal(2, MannKendall.Test([.. Enumerable.Range(0, 5_000).Select(i => i * 2.0)]).Slope, 1e-9);
}
