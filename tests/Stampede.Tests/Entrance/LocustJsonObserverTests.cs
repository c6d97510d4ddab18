using System.Text.Json;
using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class LocustJsonObserverTests
{
    // Locust's own cases (test_stats).
    [Theory]
    [InlineData(0, 0)]
    [InlineData(45, 45)]
    [InlineData(1.4, 1)]
    [InlineData(1.5, 2)]
    [InlineData(2.5, 2)]
    [InlineData(99.9, 100)]
    [InlineData(145, 140)]
    [InlineData(147, 150)]
    [InlineData(155, 160)]
    [InlineData(999, 1_000)]
    [InlineData(1_250, 1_200)]
    [InlineData(3_432, 3_400)]
    [InlineData(9_999, 10_000)]
    [InlineData(10_500, 10_000)]
    [InlineData(58_760, 59_000)]
    public void Times_fall_into_Locusts_buckets(double milliseconds, long bucket) => Assert.Equal(bucket, LocustJsonObserver.Bucket(milliseconds));

    [Fact]
    public async Task An_entry_has_Locusts_fields_and_counts_failures_in_all_of_them()
    {
        var stats = new RequestStats { Settled = 3, Failed = 1, BytesReceived = 300 };
        stats.ResponseTime.Record(10_000);
        stats.ResponseTime.Record(20_000);
        stats.FailedResponseTime.Record(5_000);
        var requests = new Dictionary<RequestKey, RequestStats> { [PrintedRuns.Detail] = stats };
        var observer = new LocustJsonObserver();
        await observer.Started(PrintedRuns.Start, CancellationToken.None);
        await observer.Interval(PrintedRuns.Interval(0, requests), null!, CancellationToken.None);
        await observer.Interval(PrintedRuns.Interval(2, requests), null!, CancellationToken.None);
        await observer.Ended(PrintedRuns.Passed() with { Requests = requests }, CancellationToken.None);

        using var json = JsonDocument.Parse(observer.ToJson());
        var entry = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(
            ["name", "method", "last_request_timestamp", "start_time", "num_requests", "num_none_requests", "num_failures", "total_response_time",
                "max_response_time", "min_response_time", "total_content_length", "response_times", "num_reqs_per_sec", "num_fail_per_sec"],
            entry.EnumerateObject().Select(p => p.Name));
        var second = PrintedRuns.Started.ToUnixTimeSeconds();
        Assert.Equal("GET", entry.GetProperty("method").GetString());
        Assert.Equal(3, entry.GetProperty("num_requests").GetInt64());
        Assert.Equal(35, entry.GetProperty("total_response_time").GetDouble());
        Assert.Equal(5, entry.GetProperty("min_response_time").GetDouble());
        Assert.Equal("""{"5":1,"10":1,"20":1}""", Compact(entry.GetProperty("response_times")));
        Assert.Equal($$"""{"{{second}}":3,"{{second + 2}}":3}""", Compact(entry.GetProperty("num_reqs_per_sec")));
        Assert.Equal($$"""{"{{second}}":1,"{{second + 2}}":1}""", Compact(entry.GetProperty("num_fail_per_sec")));
    }

    [Fact]
    public async Task Warm_up_is_left_out_as_if_statistics_had_been_reset()
    {
        var requests = new Dictionary<RequestKey, RequestStats> { [PrintedRuns.Detail] = PrintedRuns.Stats(100, 1_000, 200) };
        var observer = new LocustJsonObserver();
        await observer.Started(PrintedRuns.Start, CancellationToken.None);
        await observer.Interval(PrintedRuns.Interval(0, requests) with { Phase = Phase.WarmUp }, null!, CancellationToken.None);
        await observer.Interval(PrintedRuns.Interval(2, requests), null!, CancellationToken.None);
        await observer.Interval(PrintedRuns.Interval(3, requests) with { Phase = Phase.CoolDown }, null!, CancellationToken.None);
        await observer.Ended(PrintedRuns.Passed() with { Requests = requests }, CancellationToken.None);

        using var json = JsonDocument.Parse(observer.ToJson());
        var entry = Assert.Single(json.RootElement.EnumerateArray());
        var second = PrintedRuns.Started.ToUnixTimeSeconds() + 2;
        Assert.Equal($$"""{"{{second}}":100}""", Compact(entry.GetProperty("num_reqs_per_sec")));
        Assert.Equal(second, entry.GetProperty("start_time").GetDouble());
    }

    [Fact]
    public void Without_a_result_it_is_an_empty_list() => Assert.Equal("[]"u8.ToArray(), new LocustJsonObserver().ToJson());

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
