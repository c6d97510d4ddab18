using FsCheck;
using FsCheck.Fluent;
using Stampede.Metrics;

namespace Stampede.Tests;

public class HistogramTests
{
    [Fact]
    public void An_empty_histogram_has_zeros_and_no_mean()
    {
        var histogram = new Histogram();

        Assert.Equal((0, 0, 0, 0), (histogram.Count, histogram.Sum, histogram.Min, histogram.Max));
        Assert.True(double.IsNaN(histogram.Mean));
        Assert.Equal(0, histogram.Percentile(99));
        Assert.Empty(histogram.Buckets);
    }

    [Fact]
    public void Count_sum_min_max_and_mean_are_exact()
    {
        var histogram = Of(1_234_567, 2_999_999_999, 17);

        Assert.Equal(3, histogram.Count);
        Assert.Equal(1_234_567 + 2_999_999_999 + 17, histogram.Sum);
        Assert.Equal(17, histogram.Min);
        Assert.Equal(2_999_999_999, histogram.Max);
        Assert.Equal((1_234_567 + 2_999_999_999 + 17) / 3.0, histogram.Mean);
    }

    [Fact]
    public void Below_zero_counts_as_zero_and_above_an_hour_as_an_hour()
    {
        var histogram = Of(-5, long.MinValue, long.MaxValue, 3_600_000_001);

        Assert.Equal(0, histogram.Min);
        Assert.Equal(3_600_000_000, histogram.Max);
        Assert.Equal(7_200_000_000, histogram.Sum);
        Assert.Equal([new HistogramBucket(0, 0, 2), new HistogramBucket(3_598_712_832, 3_600_809_983, 2)], histogram.Buckets);
    }

    [Fact]
    public void A_percentile_is_the_highest_value_of_its_bucket()
    {
        var histogram = new Histogram();
        histogram.Record(10_000, 999);
        histogram.Record(1_000_000);

        Assert.Equal(10_007, histogram.Percentile(50));
        Assert.Equal(10_007, histogram.Percentile(99.9)); // 99.9 / 100 * 1000 is 999.0000000000001 in floating point
        Assert.Equal(1_000_000, histogram.Percentile(99.91));
    }

    [Fact]
    public void A_percentile_is_never_above_the_maximum_nor_below_the_minimum()
    {
        var histogram = Of(10_003);

        Assert.Equal(10_003, histogram.Percentile(50));
        Assert.Equal(10_003, histogram.Percentile(0));
        Assert.Equal(10_003, histogram.Percentile(100));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(100.1)]
    [InlineData(double.NaN)]
    public void A_percentile_outside_0_to_100_is_refused(double percentile) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Of(1).Percentile(percentile));

    [Fact]
    public void A_value_is_found_by_its_rank()
    {
        var histogram = Of(5, 3, 9, 9);

        Assert.Equal([3, 5, 9, 9], new long[] { 1, 2, 3, 4 }.Select(histogram.ValueAtRank));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.ValueAtRank(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.ValueAtRank(5));
    }

    [Fact]
    public void Percentiles_are_within_a_thousandth_of_the_exact_ones()
    {
        var random = new Random(7);
        for (var round = 0; round < 40; round++)
        {
            var scale = Math.Pow(10, random.Next(1, 10));
            var values = Enumerable.Range(0, random.Next(1, 3000)).Select(_ => (long)(Math.Pow(random.NextDouble(), 3) * scale)).ToArray();
            var histogram = Of(values);
            Array.Sort(values);
            foreach (var percentile in (double[])[0.1, 1, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100])
            {
                var exact = values[Math.Max(1, (int)Math.Ceiling(Math.BitDecrement(percentile) / 100 * values.Length)) - 1];
                var measured = histogram.Percentile(percentile);
                Assert.InRange(measured, exact, exact * 1.001);
                Assert.InRange(measured, histogram.Min, histogram.Max);
            }
        }
    }

    [Fact]
    public void Adding_equals_recording_both() => Prop.ForAll<int[], int[]>((a, b) =>
    {
        var first = a.Select(Spread).ToArray();
        var second = b.Select(Spread).ToArray();
        var sum = Of(first);
        sum.Add(Of(second));
        AssertSame(Of([.. first, .. second]), sum);
    }).Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Fact]
    public void Recording_a_count_equals_recording_as_often()
    {
        var once = new Histogram();
        once.Record(77_777, 3);
        once.Record(12, 0);

        AssertSame(Of(77_777, 77_777, 77_777), once);
        Assert.Throws<ArgumentOutOfRangeException>(() => once.Record(1, -1));
    }

    [Fact]
    public void A_copy_shares_nothing()
    {
        var original = Of(1, 2, 3);
        var copy = original.Copy();
        original.Record(4);

        AssertSame(Of(1, 2, 3), copy);
    }

    [Fact]
    public void Counts_beyond_an_int_are_not_lost()
    {
        var histogram = new Histogram();
        histogram.Record(100, int.MaxValue);
        histogram.Record(100);
        histogram.Record(100);
        histogram.Record(200);

        Assert.Equal([new HistogramBucket(100, 100, int.MaxValue + 2L), new HistogramBucket(200, 200, 1)], histogram.Buckets);
        Assert.Equal(100, histogram.Percentile(99.99));
        Assert.Equal(200, histogram.Percentile(100));
    }

    [Fact]
    public void Adding_up_days_goes_beyond_an_int()
    {
        var day = new Histogram();
        day.Record(1_500, 2_000_000_000);
        day.Record(1_501, 7);
        var week = new Histogram();
        for (var i = 0; i < 7; i++)
        {
            week.Add(day);
        }

        Assert.Equal([new HistogramBucket(1_500, 1_500, 14_000_000_000), new HistogramBucket(1_501, 1_501, 49)], week.Buckets);
        week.Add(week.Copy());
        Assert.Equal([new HistogramBucket(1_500, 1_500, 28_000_000_000), new HistogramBucket(1_501, 1_501, 98)], week.Buckets);
        Assert.Equal(28_000_000_098, week.Count);
    }

    [Fact]
    public void A_histogram_can_be_added_to_itself()
    {
        var histogram = new Histogram();
        histogram.Record(5, 2_000_000_000);
        histogram.Add(histogram);
        histogram.Add(histogram);

        Assert.Equal([new HistogramBucket(5, 5, 8_000_000_000)], histogram.Buckets);
        Assert.Equal(8_000_000_000, histogram.Count);
    }

    [Fact]
    public void A_sum_beyond_64_bits_is_refused_and_changes_nothing()
    {
        var histogram = Of(7);

        Assert.Throws<OverflowException>(() => histogram.Record(3_600_000_000, long.MaxValue / 4));
        AssertSame(Of(7), histogram);
    }

    [Fact]
    public void What_was_cleared_is_empty_and_can_be_used_again()
    {
        var histogram = Of(1, 50_000, 3_000_000_000);
        histogram.Record(5, 9_000_000_000);
        histogram.Clear();
        AssertSame(new Histogram(), histogram);

        histogram.Record(9);
        AssertSame(Of(9), histogram);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2_000)]
    public void What_was_reset_is_empty_and_records_on_without_allocating(int values)
    {
        var recorded = Enumerable.Range(1, values).Select(i => 50_000L * i).ToArray();
        var histogram = Of(recorded);
        histogram.Record(1, 3_000_000_000);
        histogram.Reset();
        AssertSame(new Histogram(), histogram);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var value in recorded)
        {
            histogram.Record(value);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        AssertSame(Of(recorded), histogram);
    }

    [Fact]
    public void Few_buckets_take_no_page()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Of(1, 30, 50_000, 3_000_000_000);
        sum.Add(Of(7, 1_000_000));
        sum.Record(2, 5_000_000_000);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 2_000);
        Assert.Equal(7, sum.Buckets.Count());
    }

    [Fact]
    public void Few_and_many_buckets_are_one_histogram_to_the_outside()
    {
        // 64 buckets fit without pages; the steps of 31 bring every mixture of few and many to both sides of an addition.
        var values = Enumerable.Range(0, 200).Select(i => (long)i * i * i * 37 % 90_000_019).ToArray();
        for (var split = 0; split <= values.Length; split += 31)
        {
            var sum = Of(values[..split]);
            sum.Add(Of(values[split..]));

            var sorted = values.Order().ToArray();
            Assert.Equal(sorted.GroupBy(v => Histogram.Layout.Index(v)).Select(g => (g.Key, (long)g.Count())), sum.Counts);
            Assert.Equal(
                sorted.Select(v => Math.Min(Histogram.Layout.High(Histogram.Layout.Index(v)), sorted[^1])),
                Enumerable.Range(1, values.Length).Select(rank => sum.ValueAtRank(rank)));
            AssertSame(Of(values), sum);
        }
    }

    [Fact]
    public void Pages_given_back_are_used_again_and_are_empty()
    {
        var random = new Random(3);
        for (var i = 0; i < 50; i++)
        {
            var values = Enumerable.Range(0, 500).Select(_ => random.NextInt64(5_000_000)).ToArray();
            var histogram = Of(values);
            Assert.Equal(values.GroupBy(Histogram.Layout.Index).OrderBy(g => g.Key).Select(g => (g.Key, (long)g.Count())), histogram.Counts);
            histogram.Clear();
        }
    }

    internal static Histogram Of(params long[] values)
    {
        var histogram = new Histogram();
        foreach (var value in values)
        {
            histogram.Record(value);
        }

        return histogram;
    }

    internal static void AssertSame(Histogram expected, Histogram actual)
    {
        Assert.Equal(expected.Buckets, actual.Buckets);
        Assert.Equal(
            (expected.Count, expected.Sum, expected.Min, expected.Max), (actual.Count, actual.Sum, actual.Min, actual.Max));
    }

    /// <summary>FsCheck's numbers are small; squared they reach every power of two.</summary>
    private static long Spread(int value) => (long)value * value * Math.Abs((long)value) % 4_000_000_000;
}
