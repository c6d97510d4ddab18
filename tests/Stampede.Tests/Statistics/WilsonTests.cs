using Stampede.Metrics;

namespace Stampede.Tests;

public class WilsonTests
{
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3; and the usual small tables.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(0, 10, 0.0000, 0.2775)]
    [InlineData(1, 10, 0.0179, 0.4042)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(10, 10, 0.7225, 1.0000)]
    public void The_interval_is_the_textbooks(long count, long total, double low, double high)
    {
        var interval = Wilson.Of(count, total);

        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]
    public void The_ends_are_exact_where_nothing_or_everything_was_seen()
    {
        Assert.Equal(0, Wilson.Of(0, 12_345).Low);
        Assert.Equal(1, Wilson.Of(12_345, 12_345).High);
    }

    [Fact]
    public void Success_and_failure_mirror_each_other()
    {
        var failed = Wilson.Of(3, 1_000, 0.99);
        var passed = Wilson.Of(997, 1_000, 0.99);

        Assert.Equal(1 - failed.High, passed.Low, 1e-12);
        Assert.Equal(1 - failed.Low, passed.High, 1e-12);
    }

    [Fact]
    public void Without_trials_nothing_is_known()
    {
        Assert.True(double.IsNaN(Wilson.Of(0, 0).Low));
        Assert.True(double.IsNaN(Wilson.Of(0, 0).High));
    }

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Of(-1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Of(11, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Of(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Of(1, 10, 0));
    }
}
