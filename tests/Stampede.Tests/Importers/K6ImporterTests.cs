using Stampede.Importing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class K6ImporterTests : IDisposable
{
    private const string Reqs = """{"metric":"http_reqs","type":"Point","data":{"time":"2026-03-01T12:00:00Z","value":1,"tags":{"name":"/a","method":"GET","status":"200"}}}""";
    private const string Took = """{"metric":"http_req_duration","type":"Point","data":{"time":"2026-03-01T12:00:00Z","value":5,"tags":{"name":"/a","method":"GET","status":"200"}}}""";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("k6-json", "shop.json")]
    [InlineData("k6-json", "shop.json.gz")]
    [InlineData("k6-csv", "shop-milliseconds.csv")]
    public async Task Samples_become_requests_with_the_numbers_of_the_file(string format, string file)
    {
        var run = (await Importers.Import(Samples.Of(format, file), Token))!;
        Assert.Equal(3, run.Requests.Count);
        var (home, item, orders) = (run.Requests[new("GET", "home")], run.Requests[new("GET", "/items/{id}")], run.Requests[new("POST", "/orders")]);
        Assert.Equal((1, 0, 12_500, 3_250, 8_500, 1), (home.Settled, home.Failed, home.ResponseTime.Max, home.Connect!.Max, home.Tls!.Max, home.ConnectionsOpened));
        Assert.Equal((2, 0, 1), (item.Settled, item.Failed, item.Accepted));
        Assert.Equal((3, 2, 30_000, 1_000_500), (orders.Settled, orders.Failed, orders.ResponseTime.Max, orders.FailedResponseTime.Max));
        Assert.Equal([(0, 1L), (201, 1L), (503, 1L)], orders.Statuses.Select(s => (s.Key, s.Value)));
        Assert.Equal(2, orders.FirstByte.Count); // not of the one without an answer
        Assert.Equal(
            [(FailureKind.Status, "503 Service Unavailable", 1L), (FailureKind.Timeout, "request timeout", 1L)],
            run.Failures.Select(f => (f.Key.Kind, f.Key.Text, f.Stats.Count)).Order());
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 0, 1, 900, TimeSpan.Zero), run.Failures.Single(f => f.Key.Kind == FailureKind.Timeout).Stats.First);
        Assert.Equal((new CheckStats(1, 0), new CheckStats(1, 1)), (run.Checks["home is there"], run.Checks["order is made"]));
        Assert.Equal(25_500, run.Transactions["look"].ResponseTime.Max);
        Assert.Equal(1_050_250, run.Transactions["buy / pay"].ResponseTime.Max);
        Assert.Equal((1, 2), (run.Transactions["iteration (browse)"].Settled, run.Transactions["iteration (buy)"].Settled));
        Assert.Equal((3, 1), (run.Classes[0].Iterations, run.Classes[0].Running));
        Assert.Equal([2, 3, 1], run.Intervals.Select(i => i.Classes[0].Running));
        var arrivals = Assert.Single(run.Arrivals);
        Assert.Equal(("buy", 4, 2, 2), (arrivals.Load, arrivals.Scheduled, arrivals.Started, arrivals.Dropped));
        Assert.Equal((2_000, 60_000), (run.Metrics["data_sent"].Sum, run.Metrics["data_received"].Sum));
        Assert.Equal((new DateTimeOffset(2026, 3, 1, 10, 0, 0, 50, TimeSpan.Zero), 2.35), (run.Started, Math.Round(run.Duration.TotalSeconds, 3)));
        Assert.False(run.Knows(UnknownParts.Bytes) || run.Knows(UnknownParts.Plan) || run.Knows(UnknownParts.Resends));
        Assert.True(run.Knows(UnknownParts.Statuses | UnknownParts.Users | UnknownParts.Connections | UnknownParts.Outcomes | UnknownParts.Started));
    }

    [Fact]
    public async Task Metrics_of_the_tests_own_have_the_kinds_that_the_file_tells()
    {
        var run = (await Importers.Import(Samples.Of("k6-json", "shop.json"), Token))!;
        Assert.Equal((CustomMetricKind.Rate, 2, 1), (run.Metrics["payment_ok"].Kind, run.Metrics["payment_ok"].Count, run.Metrics["payment_ok"].Sum));
        Assert.Equal((CustomMetricKind.Gauge, 4), (run.Metrics["queue_length"].Kind, run.Metrics["queue_length"].Last));
        Assert.Equal((CustomMetricKind.Counter, 1), (run.Metrics["orders_made"].Kind, run.Metrics["orders_made"].Sum));
        Assert.Equal((CustomMetricKind.Trend, 3), (run.Metrics["basket_size"].Kind, run.Metrics["basket_size"].Maximum));
        Assert.Contains(run.Notes, n => n.Id == "K6-THRESHOLDS" && n.Text.Contains("p(95)<500", StringComparison.Ordinal));

        run = (await Importers.Import(Samples.Of("k6-csv", "shop.csv"), Token))!;
        Assert.Contains(run.Notes, n => n.Id == "METRICS-UNTYPED" && n.Text.Contains("payment_ok", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_CSV_tells_times_in_seconds()
    {
        var run = (await Importers.Import(Samples.Of("k6-csv", "shop.csv.gz"), Token))!;
        Assert.Equal(6, run.Total().Settled);
        Assert.Equal([2, 3, 1L], run.Intervals.Where(i => i.Requests.Count > 0).Select(i => i.Requests.Values.Sum(r => r.Settled)));
        Assert.Contains(run.Notes, n => n.Id == "TIMES-IN-SECONDS");
    }

    [Fact]
    public async Task Of_early_versions_failures_are_told_by_the_status()
    {
        var run = (await Importers.Import(Samples.Of("k6-json", "early.json"), Token))!;
        Assert.Equal((6, 3), (run.Total().Settled, run.Total().Failed)); // the 404 that the test accepted cannot be told
        Assert.Contains(run.Notes, n => n.Id == "FAILURES-BY-STATUS");
        Assert.DoesNotContain(run.Notes, n => n.Id == "REQUESTS-INCOMPLETE");
    }

    [Fact]
    public async Task Requests_of_the_same_instant_and_tags_are_told_apart()
    {
        var run = await Read($"{Reqs}\n{Took}\n{Reqs}\n{Took}\n{Took}\n{Took}\n{Reqs}\n{Reqs}\n{Took}\n");
        Assert.Equal(5, run.Total().ResponseTime.Count);
        Assert.Equal(5, run.Total().Settled);
        Assert.Contains(run.Notes, n => n.Id == "REQUESTS-INCOMPLETE" && n.Text.StartsWith("1 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_last_line_that_was_cut_off_is_left_out()
    {
        var run = await Read($"{Reqs}\n{Took}\n{Reqs}\n{Took[..60]}");
        Assert.Equal(1, run.Total().Settled);
        Assert.Contains(run.Notes, n => n.Id == "FILE-TRUNCATED" && n.Text.Contains("line 4", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Reqs + "\n{oops}\n", "line 2: this is no JSON")]
    [InlineData(Reqs + "\n[1]\n", "line 2: this is no line of k6")]
    [InlineData(Reqs + "\n" + """{"metric":"vus","type":"Point","data":{"time":"noon","value":1,"tags":null}}""" + "\n", "line 2: ")]
    [InlineData(Reqs + "\n" + """{"metric":"vus","type":"Point","data":{"time":"1970-01-01T00:00:00Z","value":1,"tags":null}}""" + "\n", "line 2: the time is not of this century.")]
    [InlineData(Reqs + "\n" + """{"metric":"vus","type":"Point","data":{"time":"2026-03-01T12:00:00Z","value":"x"}}""" + "\n", "line 2: ")]
    [InlineData(Reqs + "\n" + """{"metric":"http_req_duration","type":"Point","data":{"time":"2026-03-01T12:00:00Z","value":-5}}""" + "\n", "line 2: http_req_duration cannot be -5.")]
    [InlineData("""{"metric":"vus","type":"Metric","data":{"type":"gauge"}}""" + "\n", "there is no sample of k6 in it")]
    public async Task What_cannot_be_read_is_named_with_its_line(string text, string message)
    {
        var e = await Assert.ThrowsAsync<RunFolderException>(async () => await Read(text));
        Assert.Contains(message, e.Message);
    }

    [Theory]
    [InlineData("summary-export.json", "k6 summary (--summary-export)", true)]
    [InlineData("handle-summary.json", "k6 summary (handleSummary)", true)]
    [InlineData("machine-readable.json", "k6 summary (machine-readable)", false)]
    public async Task A_summary_has_sums_and_percentiles_and_the_rest_is_unknown(string file, string format, bool hasSuccesses)
    {
        var run = (await Importers.Import(Samples.Of("k6-summary", file), Token))!;
        var (key, stats) = Assert.Single(run.Requests);
        Assert.Equal((RequestKey.All, 6, 2, format), (key, stats.Settled, stats.Failed, run.Imported!.Format));
        Assert.Equal(!hasSuccesses, stats.Reported!.IncludesFailures);
        Assert.Equal(hasSuccesses ? (4, 17_718.75, 28_537.5, 29_970.75) : (6, 186_187.5, 761_812.5, 995_726.625),
            (stats.Reported.Count, stats.Reported.Mean, stats.Reported.Percentiles[95], stats.Reported.Percentiles[99.9]));
        Assert.False(stats.Reported.Percentiles.ContainsKey(99));
        Assert.Equal(2.4, run.Duration.TotalSeconds, 1e-6);
        Assert.Equal((new CheckStats(1, 0), new CheckStats(1, 1)), (run.Checks["home is there"], run.Checks["order is made"]));
        Assert.Equal((3, 1, 3), (run.Plan.Load.Users, run.Classes[0].Running, run.Classes[0].Iterations));
        Assert.Equal((5, 2), (run.Arrivals[0].Scheduled, run.Arrivals[0].Dropped));
        Assert.Equal((60_000, 4, 1, 2), (run.Metrics["data_received"].Sum, run.Metrics["queue_length"].Last, run.Metrics["payment_ok"].Sum, run.Metrics["payment_ok"].Count));
        Assert.Contains(run.Notes, n => n.Id == "METRICS-LEFT-OUT" && n.Text.Contains("basket_size", StringComparison.Ordinal));
        Assert.Equal(
            hasSuccesses ? ["k6 judged its threshold 'max<5000' of http_req_duration: passed.", "k6 judged its threshold 'p(95)<500' of http_req_duration: failed.", "k6 judged its threshold 'rate<0.5' of http_req_failed: passed."] : [],
            run.Notes.Where(n => n.Id == "K6-THRESHOLD").Select(n => n.Text).Order(StringComparer.Ordinal));
        Assert.False(run.Knows(UnknownParts.Started) || run.Knows(UnknownParts.Statuses) || run.Knows(UnknownParts.Names) || run.Knows(UnknownParts.FailureReasons));
        Assert.True(run.Knows(UnknownParts.Outcomes | UnknownParts.Users | UnknownParts.Duration));
    }

    [Fact]
    public async Task Without_the_rate_of_failures_a_summary_does_not_know_what_failed()
    {
        var run = await Read("""{"metrics":{"http_reqs":{"count":4,"rate":2},"http_req_duration":{"avg":1,"med":1}}}""");
        Assert.False(run.Knows(UnknownParts.Outcomes));
        Assert.Equal((4, 2.0), (run.Total().Settled, run.Duration.TotalSeconds));
    }

    [Theory]
    [InlineData("""{"metrics":{"http_reqs":{"count":-4}}}""", "must be a whole number of 0 or more, but is -4")]
    [InlineData("""{"metrics":{"http_reqs":{"count":1.5}}}""", "but is 1.5")]
    [InlineData("{\"metrics\":{\"http_reqs\":{\"count\":1}},\n\"root_group\":", "line 2: this is no JSON, or it is cut off")]
    public async Task A_summary_that_cannot_be_is_refused(string text, string message)
    {
        var e = await Assert.ThrowsAsync<RunFolderException>(async () => await Read(text));
        Assert.Contains(message, e.Message);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<RunResult> Read(string text)
    {
        File.WriteAllText(_folder.File("x"), text);
        return (await Importers.Import(_folder.File("x"), Token))!;
    }
}
