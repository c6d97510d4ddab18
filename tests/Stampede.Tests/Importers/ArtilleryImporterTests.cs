using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class ArtilleryImporterTests
{
    [Fact]
    public async Task A_report_has_its_numbers()
    {
        var run = await ImportedSample.Read("artillery", "report.json");
        Assert.Equal(RequestKey.All, Assert.Single(run.Requests).Key);
        var total = run.Total();
        Assert.Equal((120, 20), (total.Settled, total.Failed));
        Assert.Equal([(0, 5L), (200, 100L), (404, 12L), (500, 3L)], total.Statuses.Select(s => (s.Key, s.Value)));
        Assert.Equal((115, true, 41_200.0, 30_900.0, 3_000.0, 515_000.0), (total.Reported!.Count, total.Reported.IncludesFailures, total.Reported.Mean, total.Reported.Median, total.Reported.Minimum, total.Reported.Maximum));
        Assert.Equal([(50.0, 30_900.0), (75.0, 46_100.0), (90.0, 83_900.0), (95.0, 122_700.0), (99.0, 407_500.0), (99.9, 507_800.0)], total.Reported.Percentiles.Select(p => (p.Key, p.Value)));
        Assert.Equal((DateTimeOffset.FromUnixTimeMilliseconds(1_763_280_001_123), 19.5), (run.Started, run.Duration.TotalSeconds));
        Assert.Equal([("404 Not Found", 12L), ("ETIMEDOUT", 4L), ("500 Internal Server Error", 3L), ("ECONNREFUSED", 1L)], run.Failures.Select(f => (f.Key.Text, f.Stats.Count)));
        Assert.Equal([(0.0, 8.877, 100L, 15L), (8.877, 10.623, 20L, 5L)], run.Intervals.Select(i =>
            (i.Offset.TotalSeconds, i.Length.TotalSeconds, i.Requests[RequestKey.All].Settled, i.Requests[RequestKey.All].Failed)));
        Assert.Equal(290_100.0, run.Intervals[0].Requests[RequestKey.All].Reported!.Percentiles[99]);
        Assert.False(run.Knows(UnknownParts.Names) || run.Knows(UnknownParts.IntervalNames) || run.Knows(UnknownParts.Bytes) || run.Knows(UnknownParts.Users));
    }

    [Fact]
    public async Task With_the_plugin_requests_have_names()
    {
        var run = await ImportedSample.Read("artillery", "endpoints.json");
        var (a, b) = (run.Requests[new("", "/a")], run.Requests[new("", "/b")]);
        Assert.Equal((20, 0, 14_500.0, false), (a.Settled, a.Failed, a.Reported!.Mean, a.Reported.IncludesFailures));
        Assert.Equal((10, 6, 8, true), (b.Settled, b.Failed, b.Reported!.Count, b.Reported.IncludesFailures));
        Assert.Equal((30, 6, 58_600.0), (run.Total().Settled, run.Total().Failed, run.Total().Reported!.Percentiles[95]));
        Assert.True(run.Knows(UnknownParts.Names));
    }

    [Fact]
    public async Task Figures_of_some_endpoints_only_are_left_out_with_a_note()
    {
        var run = await ImportedSample.Text("artillery", """{"aggregate":{"counters":{"http.requests":3,"http.codes.200":3,"plugins.metrics-by-endpoint./a.codes.200":2},"summaries":{"plugins.metrics-by-endpoint.response_time./a":{"count":2}}}}""");
        Assert.Equal((3, RequestKey.All, null), (run.Total().Settled, Assert.Single(run.Requests).Key, run.Total().Reported));
        Assert.Contains(run.Notes, n => n.Id == "ENDPOINTS-INCOMPLETE");
        Assert.False(run.Knows(UnknownParts.Started) || run.Knows(UnknownParts.Duration));
    }

    [Theory]
    [InlineData("""{"intermediate":[]}""", "\"aggregate\" is missing")]
    [InlineData("""{"aggregate":{"requestsCompleted":1,"latency":{}}}""", "this is of Artillery 1, whose JSON is not read")]
    [InlineData("""{"aggregate":{"counters":{"http.codes.2xx":1}}}""", "\"http.codes.2xx\" holds no status.")]
    [InlineData("""{"aggregate":{"counters":{"http.requests":1.5}}}""", "\"http.requests\" must be a whole number of 0 or more, but is 1.5.")]
    [InlineData("""{"aggregate":{"counters":{},"firstMetricAt":1e18}}""", "\"firstMetricAt\" must be in milliseconds since 1970")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("artillery", text));
}
