using Stampede.Results;

namespace Stampede.Tests;

public sealed class JMeterStatisticsImporterTests
{
    [Fact]
    public async Task A_dashboard_has_its_numbers_and_its_transactions_are_no_requests()
    {
        var run = await ImportedSample.Read("jmeter-statistics", "statistics.json");
        Assert.Equal(["GET /catalog", "POST /order"], run.Requests.Keys.Select(k => k.Name));
        Assert.Equal((400, 36, 256_500.0), (run.Transactions["Buy"].Settled, run.Transactions["Buy"].Failed, run.Transactions["Buy"].Reported!.Mean));
        var order = run.Requests[new("", "POST /order")];
        Assert.Equal((400, 36, true), (order.Settled, order.Failed, order.Reported!.IncludesFailures));
        Assert.Equal((172_000.0, 130_500.0, 21_000.0, 2_101_000.0), (order.Reported.Mean, order.Reported.Median, order.Reported.Minimum, order.Reported.Maximum));
        Assert.Equal([(90.0, 301_000.0), (95.0, 702_500.0), (99.0, 1_801_000.0)], order.Reported.Percentiles.Select(p => (p.Key, p.Value)));
        Assert.Equal((1_200, 36, 240_949.9999999998), (run.Total().Settled, run.Total().Failed, run.Total().Reported!.Percentiles[95]));
        Assert.Equal(30, run.Duration.TotalSeconds, 1e-9); // 1200 at 40 a second
        Assert.Contains(run.Notes, n => n.Id == "TRANSACTIONS-TOLD-APART" && n.Text.Contains("'Buy'", StringComparison.Ordinal));
        Assert.False(run.Knows(UnknownParts.Bytes) || run.Knows(UnknownParts.Statuses) || run.Knows(UnknownParts.FailureReasons) || run.Knows(UnknownParts.Started));
        Assert.True(run.Knows(UnknownParts.Duration | UnknownParts.Names));
    }

    [Fact]
    public async Task What_could_be_either_stays_a_request_and_the_total_is_not_stated()
    {
        // a + b, or c alone, may be what is too many.
        var run = await ImportedSample.Text("jmeter-statistics", """{"Total":{"sampleCount":4,"errorCount":0},"a":{"sampleCount":2},"b":{"sampleCount":2},"c":{"sampleCount":4}}""");
        Assert.Equal((8, 3), (run.Total().Settled, run.Requests.Count));
        Assert.Null(run.Imported!.Total);
        Assert.Contains(run.Notes, n => n.Id == "TRANSACTIONS-NOT-TOLD-APART");

        run = await ImportedSample.Text("jmeter-statistics", """{"Total":{"sampleCount":5,"errorCount":0},"a":{"sampleCount":2},"b":{"sampleCount":2}}""");
        Assert.Equal(5, run.Imported!.Total!.Settled); // labels are missing: the audit says so
    }

    [Fact]
    public async Task What_is_not_told_is_unknown()
    {
        var run = await ImportedSample.Text("jmeter-statistics", """{"a":{"sampleCount":2,"errorCount":1,"meanResTime":"NaN","minResTime":null,"maxResTime":"1,234.5","pct1ResTime":"N/A"}}""");
        var reported = run.Requests[new("", "a")].Reported!;
        Assert.Equal((null, null, 1_234_500.0, 0), (reported.Mean, reported.Minimum, reported.Maximum, reported.Percentiles.Count));
        Assert.False(run.Knows(UnknownParts.Duration));
        Assert.Null(run.Imported!.Total);
    }

    [Theory]
    [InlineData("""{"a":{"errorCount":1}}""", "\"sampleCount\" is missing in \"a\".")]
    [InlineData("""{"a":{"sampleCount":1,"errorCount":2}}""", "'a' has 2 failures of 1 requests")]
    [InlineData("""{"a":{"sampleCount":1.5}}""", "\"sampleCount\" must be a whole number of 0 or more, but is 1.5.")]
    [InlineData("""{"a":3}""", "\"a\" must be an object")]
    [InlineData("""{"Total":{"sampleCount":10,"throughput":1e-12}}""", "a run of 1E+13 s cannot be.")]
    public async Task What_cannot_be_read_is_said(string text, string message) => Assert.Contains(message, await ImportedSample.Problem("jmeter-statistics", text));
}
