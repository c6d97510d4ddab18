using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>Transactions, selections and the test's own metrics in the recorder.</summary>
public class OwnMetricsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Metrics_of_each_kind_add_up_over_shards_and_flushes()
    {
        var recorder = new MetricsRecorder(new MetricsLimits());
        var (one, two) = (recorder.NewShard(), recorder.NewShard());
        var total = new Dictionary<string, CustomMetricStats>();
        for (var flush = 0; flush < 2; flush++)
        {
            Record(recorder, one, CustomMetricKind.Counter, "orders", 1.5);
            Record(recorder, two, CustomMetricKind.Counter, "orders", 2);
            Record(recorder, two, CustomMetricKind.Gauge, "queue", -4);
            Record(recorder, one, CustomMetricKind.Gauge, "queue", 7); // the later one, though of the first shard
            Record(recorder, one, CustomMetricKind.Rate, "found", 1);
            Record(recorder, two, CustomMetricKind.Rate, "found", 0);
            Record(recorder, one, CustomMetricKind.Trend, "hits", 2.5);
            Record(recorder, two, CustomMetricKind.Trend, "hits", 0.0004);
            foreach (var (name, stats) in recorder.Flush(Now).Metrics)
            {
                total.TryAdd(name, new CustomMetricStats { Kind = stats.Kind });
                total[name].Add(stats);
            }
        }

        Assert.Equal((CustomMetricKind.Counter, 4, 7.0), (total["orders"].Kind, total["orders"].Count, total["orders"].Sum));
        Assert.Equal((7.0, -4.0, 7.0), (total["queue"].Last, total["queue"].Minimum, total["queue"].Maximum));
        Assert.Equal((4, 2.0), (total["found"].Count, total["found"].Sum));
        Assert.Equal((2.5, 0.0004), (total["hits"].Maximum, total["hits"].Minimum));
        HistogramTests.AssertSame(HistogramTests.Of(0, 0, 2_500, 2_500), total["hits"].Values!);
        Assert.Null(total["orders"].Values);
        Assert.Empty(recorder.Flush(Now).Metrics);
    }

    [Fact]
    public void A_metric_of_two_kinds_is_refused_by_name_and_both_kinds()
    {
        var recorder = new MetricsRecorder(new MetricsLimits());
        recorder.MetricId(CustomMetricKind.Counter, "orders");

        var refused = Assert.Throws<InvalidOperationException>(() => recorder.MetricId(CustomMetricKind.Trend, "orders"));

        Assert.Contains("'orders' is a counter and cannot be a trend", refused.Message);
    }

    [Fact]
    public void Metrics_beyond_the_limit_are_counted_together_by_kind()
    {
        var recorder = new MetricsRecorder(new MetricsLimits(Metrics: 2));
        var shard = recorder.NewShard();
        for (var i = 0; i < 10; i++)
        {
            Record(recorder, shard, i % 2 == 0 ? CustomMetricKind.Counter : CustomMetricKind.Gauge, $"m{i}", 1);
        }

        var metrics = recorder.Flush(Now).Metrics;
        Assert.Equal(["(other counters)", "(other gauges)", "m0", "m1"], metrics.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(4, metrics["(other counters)"].Count);
        Assert.Equal(CustomMetricKind.Gauge, metrics["(other gauges)"].Kind);
        Assert.True(recorder.HasMoreMetrics);
    }

    [Fact]
    public void Transactions_inside_others_are_named_after_both_and_bounded()
    {
        var recorder = new MetricsRecorder(new MetricsLimits(Transactions: 3));
        var shard = recorder.NewShard();
        var outer = recorder.TransactionId(TransactionNames.None, "checkout");
        var inner = recorder.TransactionId(outer, "pay");
        shard.Transaction(inner, Sample(0, 20));
        shard.Transaction(outer, Sample(0, 50) with { FailureId = 0, Status = RequestSample.NoStatus });
        shard.Transaction(recorder.TransactionId(TransactionNames.None, "checkout / pay"), Sample(0, 30));
        shard.Transaction(recorder.TransactionId(inner, "deep"), Sample(0, 1));
        shard.Transaction(recorder.TransactionId(inner, "deeper"), Sample(0, 1));
        shard.Transaction(recorder.TransactionId(recorder.TransactionId(TransactionNames.None, "one more"), "in it"), Sample(0, 1));

        var delta = recorder.Flush(Now);
        Assert.Equal(["(other)", "checkout", "checkout / pay", "checkout / pay / deep"], delta.Transactions.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2, delta.Transactions["(other)"].Settled);
        Assert.Equal((1, 1, 0), (delta.Transactions["checkout"].Settled, delta.Transactions["checkout"].Failed, delta.Transactions["checkout"].Statuses.Count));
        HistogramTests.AssertSame(HistogramTests.Of(20, 30), delta.Transactions["checkout / pay"].ResponseTime);
        Assert.Empty(delta.Requests);
        Assert.Empty(delta.Failures);
        Assert.Empty(recorder.Flush(Now).Transactions);
    }

    [Fact]
    public void A_request_counts_in_the_selections_of_its_mask_whose_status_it_has()
    {
        var recorder = new MetricsRecorder(new MetricsLimits(), [.. new[] { null, "2xx", "404", "0" }.Select(Filter)]);
        var shard = recorder.NewShard();
        var id = recorder.RequestId("GET", "/a");
        shard.Record(Sample(id, 10) with { Selections = 0b1111, Status = 204 });
        shard.Record(Sample(id, 20) with { Selections = 0b1111, Status = 404, FailureId = recorder.FailureId(id, FailureKind.Status, "404") });
        shard.Record(Sample(id, 30) with { Selections = 0b1111, Status = RequestSample.NoStatus });
        shard.Record(Sample(id, 40) with { Selections = 0b0110, Status = 0 });
        shard.Record(Sample(id, 50) with { Status = 200 });

        var delta = recorder.Flush(Now);
        Assert.Equal(5, delta.Requests.Values.Single().Settled);
        Assert.Equal([3, 1, 1, 0], delta.Selections.Select(s => s.Values.Sum(r => r.Settled)));
        Assert.Equal([1, 0, 1, 0], delta.Selections.Select(s => s.Values.Sum(r => r.Failed)));
        Assert.Equal(new RequestKey("GET", "/a"), delta.Selections[1].Keys.Single());
        Assert.Equal([0, 0, 0, 0], recorder.Flush(Now).Selections.Select(s => s.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MetricsRecorder(new MetricsLimits(), new StatusFilter[65]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("20")]
    [InlineData("6xx")]
    [InlineData("x2x")]
    [InlineData("-1")]
    [InlineData("1000")]
    public void What_is_no_status_is_no_filter(string text) => Assert.False(StatusFilter.TryParse(text, out _));

    [Fact]
    public void What_has_no_status_is_in_no_status_count()
    {
        var recorder = new MetricsRecorder(new MetricsLimits());
        recorder.NewShard().Record(Sample(recorder.RequestId("CALL", "queue"), 10) with { Status = RequestSample.NoStatus });

        var stats = recorder.Flush(Now).Requests.Values.Single();
        Assert.Equal(1, stats.Settled);
        Assert.Empty(stats.Statuses);
    }

    [Fact]
    public void A_warm_record_of_all_of_them_allocates_nothing()
    {
        var recorder = new MetricsRecorder(new MetricsLimits(), [StatusFilter.All, Filter("2xx")]);
        var shard = recorder.NewShard();
        var outer = recorder.TransactionId(TransactionNames.None, "checkout");
        recorder.TransactionId(outer, "pay");
        var id = recorder.RequestId("GET", "/a");
        for (var i = 0; i < 4; i++)
        {
            for (var n = 0; n < 1_000; n++)
            {
                RecordAll(n);
            }

            recorder.Flush(Now);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < 1_000; n++)
        {
            RecordAll(n);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void RecordAll(int n)
        {
            shard.Record(Sample(id, n) with { Selections = 3 });
            shard.Transaction(recorder.TransactionId(outer, "pay"), Sample(0, n));
            Record(recorder, shard, CustomMetricKind.Counter, "orders", 1);
            Record(recorder, shard, CustomMetricKind.Trend, "hits", n);
        }
    }

    private static StatusFilter Filter(string? text)
    {
        Assert.True(StatusFilter.TryParse(text, out var filter));
        return filter;
    }

    private static void Record(MetricsRecorder recorder, MetricsShard shard, CustomMetricKind kind, string name, double value) =>
        shard.Metric(recorder.MetricId(kind, name), kind, value);

    private static RequestSample Sample(int id, long time) => new()
    {
        RequestId = id,
        FailureId = -1,
        ResponseTime = time,
        ServiceTime = time,
        FirstByte = -1,
        Connect = -1,
        Tls = -1,
        Status = 200,
    };
}
