using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class GatlingStatsImporterTests
{
    [Fact]
    public async Task A_tree_has_its_requests_and_groups()
    {
        var run = await ImportedSample.Read("gatling-stats", "stats.json");
        Assert.Equal(["Home", "Checkout / Pay", "Checkout / Cart"], run.Requests.Keys.Select(k => k.Name));
        var pay = run.Requests[new("", "Checkout / Pay")];
        Assert.Equal((150, 40, 110, false), (pay.Settled, pay.Failed, pay.Reported!.Count, pay.Reported.IncludesFailures));
        Assert.Equal((120_000.0, 31_000.0, 412_000.0), (pay.Reported.Mean, pay.Reported.Minimum, pay.Reported.Maximum));
        Assert.Equal([(50.0, 110_000.0), (75.0, 150_000.0), (95.0, 240_000.0), (99.0, 333_000.0)], pay.Reported.Percentiles.Select(p => (p.Key, p.Value)));
        Assert.Equal((150, 40), (run.Transactions["Checkout"].Settled, run.Transactions["Checkout"].Failed));
        var total = run.Total();
        Assert.Equal((600, 40, 560, 140_000.0), (total.Settled, total.Failed, total.Reported!.Count, total.Reported.Percentiles[95]));
        Assert.Equal(60, run.Duration.TotalSeconds, 1e-9);
        Assert.False(run.Knows(UnknownParts.Statuses) || run.Knows(UnknownParts.FailureReasons) || run.Knows(UnknownParts.Started));
    }

    [Fact]
    public async Task The_root_alone_has_no_names()
    {
        var run = await ImportedSample.Read("gatling-stats", "global_stats.json");
        Assert.Equal(RequestKey.All, Assert.Single(run.Requests).Key);
        Assert.Equal((600, 63_000.0), (run.Total().Settled, run.Total().Reported!.Mean));
        Assert.False(run.Knows(UnknownParts.Names));
        Assert.Null(run.Imported!.Total);
    }

    [Fact]
    public async Task Without_a_request_that_was_ok_there_are_no_times()
    {
        var run = await ImportedSample.Text("gatling-stats", """{"numberOfRequests":{"total":3,"ok":0,"ko":3},"meanResponseTime":{"total":5,"ok":"-","ko":5},"percentiles1":{"ok":0},"meanNumberOfRequestsPerSecond":{"total":0}}""");
        Assert.Equal((3, 3, null, 0), (run.Total().Settled, run.Total().Failed, run.Total().Reported!.Mean, run.Total().Reported!.Percentiles.Count));
        Assert.False(run.Knows(UnknownParts.Duration));
    }

    [Theory]
    [InlineData("""{"type":"GROUP"}""", "\"numberOfRequests\" is missing")]
    [InlineData("""{"numberOfRequests":{"total":3,"ok":1,"ko":1}}""", "has 1 ok and 1 ko, but 3 in total.")]
    [InlineData("""{"numberOfRequests":{"total":"3 1","ok":1,"ko":1}}""", "\"total\" must be a number of 0 or more, but is 3 1.")]
    [InlineData("""{"stats":{"numberOfRequests":{"total":1,"ok":1}},"contents":{"a":{}}}""", "\"stats\" is missing in \"a\".")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("gatling-stats", text));
}
