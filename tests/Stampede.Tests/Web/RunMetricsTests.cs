using System.Text;
using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class RunMetricsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_sums_are_those_of_the_result(bool openMetrics)
    {
        var intervals = SampleRuns.Intervals(7);
        var result = SampleRuns.Result(intervals);
        var read = Read(intervals, openMetrics);

        Assert.Equal(openMetrics, read.HasEnd);
        foreach (var (key, stats) in result.Requests)
        {
            (string, string)[] labels = [("method", key.Method), ("name", key.Name)];
            Assert.Equal(stats.Settled, read.Sum("stampede_requests_total", labels));
            Assert.Equal(stats.Failed, read.Sum("stampede_failures_total", labels));
            Assert.Equal(stats.BytesSent, read.One("stampede_sent_bytes_total", labels));
            Assert.Equal(stats.BytesReceived, read.One("stampede_received_bytes_total", labels));
            Assert.Equal(stats.ConnectionsOpened, read.One("stampede_connections_opened_total", labels));
            Assert.Equal(stats.ResponseTime.Count, read.One("stampede_response_time_seconds_count", [.. labels, ("outcome", "success")]));
            Assert.Equal(stats.ResponseTime.Sum / 1e6, read.One("stampede_response_time_seconds_sum", [.. labels, ("outcome", "success")]), 1e-6);
            Assert.Equal(stats.FailedResponseTime.Count, read.Sum("stampede_response_time_seconds_count", [.. labels, ("outcome", "failure")]));
            Assert.All(stats.Statuses, s => Assert.Equal(s.Value, read.One("stampede_requests_total", [.. labels, ("status", $"{s.Key}")])));
        }

        foreach (var arrivals in result.Arrivals)
        {
            Assert.Equal(arrivals.Scheduled, read.One("stampede_arrivals_scheduled_total", ("load", arrivals.Load)));
            Assert.Equal(arrivals.Started, read.One("stampede_arrivals_started_total", ("load", arrivals.Load)));
            Assert.Equal(arrivals.Late, read.One("stampede_arrivals_late_total", ("load", arrivals.Load)));
            Assert.Equal(arrivals.Dropped, read.One("stampede_arrivals_dropped_total", ("load", arrivals.Load)));
        }

        Assert.Equal(result.Checks["has id"].Passed, read.One("stampede_checks_total", ("check", "has id"), ("result", "passed")));
        Assert.Equal(result.Checks["has id"].Failed, read.One("stampede_checks_total", ("check", "has id"), ("result", "failed")));
        Assert.Equal(result.UserErrors.Sum(e => e.Count), read.Sum("stampede_user_errors_total"));
        Assert.Equal(result.Classes.Sum(c => c.Iterations), read.Sum("stampede_iterations_total"));
        Assert.Equal(result.Transactions.Values.Sum(t => t.ResponseTime.Count), read.Sum("stampede_transaction_time_seconds_count", ("outcome", "success")));
        Assert.Equal(result.Metrics["hits"].Sum, read.One("stampede_custom_trend_sum", ("metric", "hits")), 1e-6);
        Assert.Equal(result.Metrics["queue"].Last, read.One("stampede_custom_value", ("metric", "queue")));
        Assert.Equal(9 + 6, read.One("stampede_users_running", ("class", "DeploymentUser")));
        Assert.Equal(intervals[^1].Generator!.Memory, read.One("stampede_generator_memory_bytes"));
        Assert.Equal(1, read.One("stampede_phase", ("phase", "steady")));
        Assert.Equal(0, read.One("stampede_run_active"));
        Assert.Equal(1, read.One("stampede_run_info", ("test", "deployments"), ("version", "1.0.0")));
    }

    [Fact]
    public void Every_sample_belongs_to_a_metric_that_is_declared_before_it_and_no_series_is_there_twice()
    {
        var read = Read(SampleRuns.Intervals(3), openMetrics: false);

        var known = MetricFamilies.All.SelectMany(f => f.SampleNames).ToHashSet();
        Assert.All(read.Samples, s => Assert.Contains(s.Name, known));
        Assert.All(read.Types.Keys, name => Assert.Contains(MetricFamilies.All, f => f.Name == name || f.SampleNames[0] == name));
        var series = read.Samples.Select(s => s.Name + string.Join(',', s.Labels.OrderBy(l => l.Key))).ToArray();
        Assert.Equal(series.Length, series.Distinct().Count());
        Assert.All(read.Samples, s => Assert.Subset(
            MetricFamilies.All.Single(f => f.SampleNames.Contains(s.Name)).Labels.Append("le").ToHashSet(), s.Labels.Keys.ToHashSet()));
    }

    [Fact]
    public void Buckets_are_cumulative_and_end_with_the_count()
    {
        var read = Read(SampleRuns.Intervals(5), openMetrics: false);

        foreach (var (_, labels, count) in read.Find("stampede_response_time_seconds_count").ToArray())
        {
            var buckets = read.Find("stampede_response_time_seconds_bucket", [.. labels.Select(l => (l.Key, l.Value))]).ToArray();
            Assert.Equal(FixedBuckets.Seconds.Count + 1, buckets.Length);
            Assert.Equal(buckets.Select(b => b.Value).Order(), buckets.Select(b => b.Value));
            Assert.Equal("+Inf", buckets[^1].Labels["le"]);
            Assert.Equal(count, buckets[^1].Value);
        }
    }

    [Fact]
    public void A_value_counts_up_to_the_first_bound_that_is_not_below_it()
    {
        var stats = new RequestStats { Settled = 4 };
        stats.ResponseTime.Record(500);
        stats.ResponseTime.Record(501);
        stats.ResponseTime.Record(1_000);
        stats.ResponseTime.Record(3_000_000_000);
        var read = Read([PrintedRuns.Interval(0, Requests(new RequestKey("GET", "/"), stats))], openMetrics: false);

        Assert.Equal(1, read.One("stampede_response_time_seconds_bucket", ("le", "0.0005")));
        Assert.Equal(3, read.One("stampede_response_time_seconds_bucket", ("le", "0.001")));
        Assert.Equal(3, read.One("stampede_response_time_seconds_bucket", ("le", "60.0")));
        Assert.Equal(4, read.One("stampede_response_time_seconds_bucket", ("le", "+Inf")));
    }

    [Theory]
    [InlineData("/a\"b\\c\nd")]
    [InlineData("\\n")]
    [InlineData("emoji 😀, right-to-left \u202e, tab \t, {le=\"1\"} 1")]
    public void A_name_comes_back_as_it_was(string name)
    {
        var stats = new RequestStats { Settled = 3 };
        var read = Read([PrintedRuns.Interval(0, Requests(new RequestKey("SQL", name), stats))], openMetrics: false);

        var sample = Assert.Single(read.Find("stampede_requests_total", ("name", name)));
        Assert.Equal(3, sample.Value);
        Assert.DoesNotContain("status", sample.Labels.Keys);
    }

    [Fact]
    public void What_would_end_or_break_the_text_is_replaced()
    {
        var read = Read([PrintedRuns.Interval(0, Requests(new RequestKey("", "a\0b\ud800"), new RequestStats { Settled = 1 }))], openMetrics: false);

        Assert.Equal(1, read.One("stampede_requests_total", ("name", "a\ufffdb\ufffd")));
    }

    [Fact]
    public void The_formats_have_the_same_series()
    {
        var intervals = SampleRuns.Intervals(2);
        Assert.Equal(
            Read(intervals, openMetrics: false).Samples.Select(s => s.Name + string.Join(',', s.Labels)),
            Read(intervals, openMetrics: true).Samples.Select(s => s.Name + string.Join(',', s.Labels)));
    }

    private static Dictionary<RequestKey, RequestStats> Requests(RequestKey key, RequestStats stats) => new() { [key] = stats };

    private static Exposition Read(IEnumerable<IntervalSnapshot> intervals, bool openMetrics)
    {
        var metrics = new RunMetrics();
        metrics.Start(SampleRuns.NewStart());
        foreach (var interval in intervals)
        {
            metrics.Add(interval);
        }

        metrics.End();
        return Exposition.Parse(Encoding.UTF8.GetString(metrics.Write(openMetrics)));
    }
}
