using Stampede.Baselines.Compatible;
using Stampede.Baselines.Compatible.Internal;

namespace Stampede.Tests;

public sealed class ScriptExtractionTests : IDisposable
{
    private const string Old = "Name,# requests,# failures,Median response time,Average response time,Min response time,Max response time,Average Content Length,Requests/s\n";

    private const string New = "Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,Max Response Time,"
        + "Average Content Size,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\n";

    private readonly TemporaryFolder _root = new();

    [Fact]
    public async Task The_progressive_rows_give_the_metrics_of_the_scripts_without_percentiles()
    {
        var extract = await Extract(Old + "api_gateway,1500,15,150,180,50,750,1024,35.0\nrag_service,300,1,2100,2600,1000,8500,1024,24.0\nTotal,1800,16,0,0,0,0,0,0\n");
        Assert.Equal(["api_gateway", "rag_service"], extract.Metrics.Services.Select(s => s.Name));
        Assert.Equal("1.0", extract.Metrics.Find("api_gateway")!.Find("error_rate_pct").ToString());
        Assert.Equal("0.33", extract.Metrics.Find("rag_service")!.Find("error_rate_pct").ToString());
        Assert.Equal("0.0", extract.Metrics.Find("api_gateway")!.Find("p95_latency_ms").ToString());
        Assert.Equal("35.0", extract.Metrics.Find("api_gateway")!.Find("rps").ToString());
        Assert.Contains(extract.Misleading, m => m.StartsWith("api_gateway p95_latency_ms is 0.0, because there is no column '95%'", StringComparison.Ordinal));
        Assert.Equal(4, extract.Misleading.Count);
    }

    [Fact]
    public async Task Later_rows_overwrite_and_names_are_dropped_and_both_are_said()
    {
        const string Times = "9,11.3,3.2,87.4,500,2.0,0.0,9,10,11,12,15,20,30,40,80,87,87";
        var extract = await Extract($"{New}POST,/v1/chat/completions,100,100,{Times}\nGET,/v1/models,50,0,{Times}\nGET,/health,9,0,{Times}\nPOST,/storage,5,0,{Times}\n,Aggregated,164,100,{Times}\n");
        Assert.Equal(["api_gateway", "rag_service"], extract.Metrics.Services.Select(s => s.Name));
        Assert.Equal(0, extract.Metrics.Find("api_gateway")!.Find("error_rate_pct")!.Value.Value);
        Assert.Equal(20, extract.Metrics.Find("api_gateway")!.Find("p95_latency_ms")!.Value.Value);
        Assert.Equal(40, extract.Metrics.Find("api_gateway")!.Find("p99_latency_ms")!.Value.Value);
        Assert.Contains("'/v1/models' (line 3) overwrites '/v1/chat/completions' (line 2) as api_gateway: only the last row of a service counts.", extract.Misleading);
        Assert.Contains(extract.Misleading, m => m.StartsWith("'/health' (line 4) is dropped", StringComparison.Ordinal));
        Assert.Contains(extract.Misleading, m => m.StartsWith("'Aggregated' (line 6) is dropped", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v1/chat", "api_gateway")]
    [InlineData("/storage", "rag_service")]
    [InlineData("/api/query", "api_gateway")]
    [InlineData("Tool call", "mcp_server")]
    [InlineData("/health", null)]
    [InlineData("/execute", null)]
    public void A_name_is_taken_for_the_first_service_with_a_word_in_it(string name, string? service) => Assert.Equal(service, ScriptExtraction.ServiceOf(name));

    [Theory]
    [InlineData("1.5s", 1500)]
    [InlineData("150ms", 0)]
    [InlineData("150", 150)]
    [InlineData("-", 0)]
    [InlineData("", 0)]
    [InlineData("N/A", 0)]
    [InlineData(null, 0)]
    public void Times_are_read_with_the_error_of_the_scripts(string? text, double milliseconds) => Assert.Equal(milliseconds, ScriptRow.ParseTime(text));

    [Fact]
    public async Task A_time_that_became_0_is_said()
    {
        var extract = await Extract(Old + "mcp_server,90,0,3000,150ms,500,12000,1024,15.0\n");
        Assert.Contains(extract.Misleading, m => m.StartsWith("mcp_server avg_latency_ms is 0.0, because '150ms' in 'Average response time' is not understood", StringComparison.Ordinal));
    }

    [Fact]
    public async Task JSON_is_read_too()
    {
        File.WriteAllText(_root.File("x.json"), """{"api":{"name":"api_gateway","requests":300,"failures":1,"rps":50.0},"total":{"name":"Total","requests":300,"failures":1}}""");
        var extract = await ScriptExtraction.Read(_root.File("x.json"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("0.33", Assert.Single(extract.Metrics.Services).Find("error_rate_pct").ToString());
    }

    [Theory]
    [InlineData(ScriptVersion.V1, "api_gateway rag_service mcp_server", "210", "255")]
    [InlineData(ScriptVersion.V2, "api_gateway", "1400", "1700")]
    public async Task Baselines_guess_percentiles_and_each_version_takes_its_rows(ScriptVersion version, string services, string p95, string p99)
    {
        File.WriteAllText(_root.File("b.csv"), Old + "api_gateway,300,1,120,150,50,500,1024,50.0\nrag_service,150,0,2000,2500,1000,8000,1024,25.0\nmcp_server,90,0,3000,3500,500,12000,1024,15.0\nAggregated,540,1,0,1000,50,12000,1024,90.0\n");
        var extract = await ScriptBaselines.Read(_root.File("b.csv"), version, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        Assert.Equal(services, string.Join(' ', extract.Metrics.Services.Select(s => s.Name)));
        Assert.Equal(p95, extract.Metrics.Services[0].Find("p95_latency_ms").ToString());
        Assert.Equal(p99, extract.Metrics.Services[0].Find("p99_latency_ms").ToString());
        Assert.Contains(extract.Misleading, m => m.Contains("a guess (average × 1.4, cut off)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guess_is_cut_off_not_rounded()
    {
        File.WriteAllText(_root.File("b.csv"), Old + "api_gateway,800,1,120,180,50,500,1024,50.0\n");
        var extract = await ScriptBaselines.Read(_root.File("b.csv"), ScriptVersion.V1, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        Assert.Equal("251", extract.Metrics.Services[0].Find("p95_latency_ms").ToString()); // 180 × 1.4 is a little under 252
        Assert.Equal("0.12", extract.Metrics.Services[0].Find("error_rate_pct").ToString()); // 0.125 is a tie: to the even digit
    }

    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(5.715169, "5.715169")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    public void Numbers_are_printed_as_the_scripts_print_them(double value, string text) => Assert.Equal(text, new ScriptNumber(value).ToString());

    [Theory]
    [InlineData(203.03, 1, "203.0")]
    [InlineData(0.25, 1, "0.2")]
    [InlineData(0.75, 1, "0.8")]
    [InlineData(0.35, 1, "0.3")]
    [InlineData(0.375, 2, "0.38")]
    [InlineData(-0.25, 1, "-0.2")]
    public void Rounding_is_exact_and_ties_go_to_the_even_digit(double value, int decimals, string text) => Assert.Equal(text, ScriptNumber.Fixed(value, decimals));

    public void Dispose() => _root.Dispose();

    private async Task<ScriptExtract> Extract(string csv)
    {
        File.WriteAllText(_root.File("x_stats.csv"), csv);
        return await ScriptExtraction.Read(_root.File("x"), cancellationToken: TestContext.Current.CancellationToken);
    }
}
