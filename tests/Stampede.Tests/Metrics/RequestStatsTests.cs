using Stampede.Metrics;

namespace Stampede.Tests;

public class RequestStatsTests
{
    [Fact]
    public void Every_figure_is_added()
    {
        var sum = Sample(1);
        sum.Add(Sample(10));

        Assert.Equal((11, 22, 33), (sum.Settled, sum.Failed, sum.Accepted));
        Assert.Equal(110, sum.BodyBytes);
        Assert.Equal((44, 55, 66, 77), (sum.BytesSent, sum.BytesReceived, sum.ConnectionsOpened, sum.Resent));
        Assert.Equal(new SortedDictionary<int, long> { [200] = 88, [501] = 1, [510] = 10 }, sum.Statuses);
        Assert.Equal(new SortedDictionary<FailureKind, long> { [FailureKind.Timeout] = 99 }, sum.FailureKinds);
        HistogramTests.AssertSame(HistogramTests.Of(100, 1000), sum.ResponseTime);
        HistogramTests.AssertSame(HistogramTests.Of(200, 2000), sum.FailedResponseTime);
        HistogramTests.AssertSame(HistogramTests.Of(50, 500), sum.ServiceTime!);
        HistogramTests.AssertSame(HistogramTests.Of(30, 300), sum.FirstByte);
        HistogramTests.AssertSame(HistogramTests.Of(20, 200), sum.Connect!);
        HistogramTests.AssertSame(HistogramTests.Of(10, 100), sum.Tls!);
    }

    [Fact]
    public void Two_without_a_service_time_stay_without()
    {
        var sum = Without(5);
        sum.Add(Without(6));

        Assert.Null(sum.ServiceTime);
    }

    [Fact]
    public void A_missing_service_time_counts_as_the_response_time_whichever_side_misses_it()
    {
        var with = Without(100);
        with.ServiceTime = HistogramTests.Of(40);
        with.Add(Without(6, 7));
        HistogramTests.AssertSame(HistogramTests.Of(40, 6, 7), with.ServiceTime);

        var without = Without(6, 7);
        var other = Without(100);
        other.ServiceTime = HistogramTests.Of(40);
        without.Add(other);
        HistogramTests.AssertSame(HistogramTests.Of(40, 6, 7), without.ServiceTime!);
        HistogramTests.AssertSame(HistogramTests.Of(6, 7, 100), without.ResponseTime);
    }

    [Fact]
    public void The_sum_is_the_same_in_any_order()
    {
        var differing = Without(90);
        differing.ServiceTime = HistogramTests.Of(9);
        RequestStats[] parts = [Without(1), differing, Without(), Without(3, 4)];

        foreach (var order in (int[][])[[0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1]])
        {
            var sum = new RequestStats();
            foreach (var i in order)
            {
                sum.Add(parts[i]);
            }

            HistogramTests.AssertSame(HistogramTests.Of(1, 3, 4, 9), sum.ServiceTime!);
            HistogramTests.AssertSame(HistogramTests.Of(1, 3, 4, 90), sum.ResponseTime);
        }
    }

    [Fact]
    public void What_was_added_is_not_shared()
    {
        var sum = new RequestStats();
        var part = Sample(1);
        sum.Add(part);
        sum.ResponseTime.Record(1);
        sum.ServiceTime!.Record(1);
        sum.Connect!.Record(1);
        sum.Tls!.Record(1);

        HistogramTests.AssertSame(HistogramTests.Of(100), part.ResponseTime);
        HistogramTests.AssertSame(HistogramTests.Of(50), part.ServiceTime!);
        HistogramTests.AssertSame(HistogramTests.Of(20), part.Connect!);
        HistogramTests.AssertSame(HistogramTests.Of(10), part.Tls!);
    }

    [Fact]
    public void What_was_cleared_is_as_new()
    {
        var stats = Sample(3);
        stats.Clear();
        stats.Add(Sample(1));

        Assert.Equal((1, 2, 3), (stats.Settled, stats.Failed, stats.Accepted));
        Assert.Equal(new SortedDictionary<int, long> { [200] = 8, [501] = 1 }, stats.Statuses);
        HistogramTests.AssertSame(HistogramTests.Of(50), stats.ServiceTime!);
        HistogramTests.AssertSame(HistogramTests.Of(100), stats.ResponseTime);
    }

    private static RequestStats Without(params long[] responseTimes) => new() { ResponseTime = HistogramTests.Of(responseTimes) };

    private static RequestStats Sample(int n) => new()
    {
        Settled = n,
        Failed = 2 * n,
        Accepted = 3 * n,
        BytesSent = 4 * n,
        BytesReceived = 5 * n,
        BodyBytes = 10 * n,
        ConnectionsOpened = 6 * n,
        Resent = 7 * n,
        Statuses = { [200] = 8 * n, [500 + n] = n },
        FailureKinds = { [FailureKind.Timeout] = 9 * n },
        ResponseTime = HistogramTests.Of(100 * n),
        FailedResponseTime = HistogramTests.Of(200 * n),
        ServiceTime = HistogramTests.Of(50 * n),
        FirstByte = HistogramTests.Of(30 * n),
        Connect = HistogramTests.Of(20 * n),
        Tls = HistogramTests.Of(10 * n),
    };
}
