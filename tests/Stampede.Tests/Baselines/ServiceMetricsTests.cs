using Stampede.Baselines;
using Stampede.Importing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class ServiceMetricsTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    [Fact]
    public void The_first_rule_that_matches_counts_and_nothing_is_guessed()
    {
        var map = new ServiceMap([ServiceRule.Parse("gateway", "POST /v1/*"), ServiceRule.Parse("models", "/v1/models"), ServiceRule.Parse("rag", "/index/{id}")]);
        Assert.Equal("gateway", map.Of(new("POST", "/v1/models")));
        Assert.Equal("models", map.Of(new("GET", "/v1/models")));
        Assert.Equal("rag", map.Of(new("PUT", "/index/7")));
        Assert.Null(map.Of(new("PUT", "/index/7/8")));
        Assert.Null(map.Of(new("GET", "/storage")));
        Assert.Equal("gateway", map.Of(new("", "/v1/chat")));
    }

    [Fact]
    public void Without_a_map_each_request_is_its_own_service()
    {
        var metrics = RunMetrics.Of(PrintedRuns.Passed());
        Assert.Equal(PrintedRuns.Passed().Requests.Keys.Select(k => k.ToString()).Order(), metrics.Services.Select(s => s.Service).Order());
        Assert.Empty(metrics.Unmapped);
        Assert.Equal(64, metrics.Manifest.PlanHash!.Length);
    }

    [Fact]
    public void A_services_requests_are_added_and_unmapped_ones_listed()
    {
        var run = PrintedRuns.Passed() with
        {
            Duration = TimeSpan.FromSeconds(10),
            Requests = new Dictionary<RequestKey, RequestStats>
            {
                [new("GET", "/a")] = PrintedRuns.Stats(100, 10_000, 200),
                [new("POST", "/a")] = PrintedRuns.Stats(300, 20_000, 200),
                [new("GET", "/b")] = PrintedRuns.Stats(5, 20_000, 200),
            },
        };
        var metrics = RunMetrics.Of(run, new ServiceMap([ServiceRule.Parse("a", "/a")]));
        var service = Assert.Single(metrics.Services);
        Assert.Equal((400, 0, 0.0, 40.0), (service.Requests, service.Failures, service.ErrorRate, service.RequestsPerSecond));
        Assert.Equal(400, service.Times!.Count);
        Assert.Equal(["GET /b"], metrics.Unmapped);
    }

    [Fact]
    public void The_hash_of_the_plan_knows_the_load_but_not_host_and_seed()
    {
        var run = PrintedRuns.Passed();
        var hash = RunMetrics.Of(run).Manifest.PlanHash;
        Assert.Equal(hash, RunMetrics.Of(run with { Plan = run.Plan with { Seed = 99, Host = "http://elsewhere" } }).Manifest.PlanHash);
        Assert.NotEqual(hash, RunMetrics.Of(run with { Plan = run.Plan with { Load = run.Plan.Load with { Users = 9_999 } } }).Manifest.PlanHash);
    }

    [Fact]
    public async Task What_a_file_does_not_tell_is_absent_and_never_0()
    {
        File.WriteAllText(_root.File("x_stats.csv"), "Name,# requests,# failures,Median response time,Average response time,Min response time,Max response time,Average Content Length,Requests/s\n"
            + "api_gateway,1500,15,150,180,50,750,1024,35.0\n");
        var service = Assert.Single(RunMetrics.Of((await Importers.Import(_root.File("x"), TestContext.Current.CancellationToken))!).Services);
        Assert.Equal((1500, 15, 1.0, 180.0, 150.0), (service.Requests, service.Failures, service.ErrorRate, service.Mean, service.Median));
        Assert.Null(service.P95);
        Assert.Null(service.P99);
        Assert.Null(service.Times);
        Assert.True(service.IncludesFailures);
    }

    [Fact]
    public async Task A_file_reads_back_as_it_was_written_histograms_included()
    {
        var metrics = RunMetrics.Of(PrintedRuns.Passed());
        await using (var stream = File.Create(_root.File("m.json")))
        {
            RunMetricsFile.Write([metrics, metrics], stream);
        }

        var read = await RunMetricsFile.Read(_root.File("m.json"), TestContext.Current.CancellationToken);
        Assert.Equal(2, read.Count);
        Assert.Equal(metrics.Manifest, read[1].Manifest);
        Assert.Equal(metrics.Services.Select(s => s with { Times = null }), read[1].Services.Select(s => s with { Times = null }));
        Assert.Equal(metrics.Services.Select(s => s.Times?.Encode()), read[1].Services.Select(s => s.Times?.Encode()));
    }

    [Theory]
    [InlineData("{}", "There is no \"schema\"")]
    [InlineData("""{"schema":"other","version":1}""", "The schema is \"other\"")]
    [InlineData("""{"schema":"stampede-metrics","version":2}""", "use a newer Stampede")]
    [InlineData("""{"schema":"stampede-metrics","version":1,"runs":[]}""", "\"runs\" is empty")]
    [InlineData("""{"schema":"stampede-metrics","version":1,"runs":[{"manifest":{"name":"x"},"services":{}}]}""", "\"services\" is empty")]
    [InlineData("""{"schema":"stampede-metrics","version":1,"runs":[{"manifest":{"name":"x"},"services":{"a":{"total_requests":-1}}}]}""", "\"total_requests\" of \"a\" is -1")]
    [InlineData("""{"schema":"stampede-metrics","version":1,"runs":[{"manifest":{"name":"x"},"services":{"a":{"total_requests":1,"rps":"NaN"}}}]}""", "\"rps\" of \"a\" is NaN")]
    [InlineData("""{"schema":"stampede-metrics","version":1,"runs":[{"manifest":{"name":"x"},"services":{"a":{"total_requests":1,"total_failures":2}}}]}""", "2 failures of 1 requests")]
    [InlineData("{\n\"schema\":\n", "m.json, line ")]
    [InlineData("{\"schema\":\"stampede-metrics\",\n\"version\":1,\n\"runs\":[\n{\"manifest\":{\"name\":\"x\"},\n\"services\":{\"a\":{},\n\"b\":{\"rps\":1,\n\"p95_latency_ms\":-2}}}]}", "m.json, line 7: \"p95_latency_ms\" of \"b\" is -2")]
    public async Task What_cannot_be_is_refused_with_the_file(string json, string message)
    {
        File.WriteAllText(_root.File("m.json"), json);
        var wrong = await Assert.ThrowsAsync<RunFolderException>(async () => await RunMetricsFile.Read(_root.File("m.json"), TestContext.Current.CancellationToken));
        Assert.Contains(message, wrong.Message);
        Assert.Contains("m.json", wrong.Message);
    }

    public void Dispose() => _root.Dispose();
}
