using Stampede.Baselines.Compatible;

namespace Stampede.Tests;

public sealed class ScriptComparisonTests : IDisposable
{
    private const string Header = "Name,# requests,# failures,Median response time,Average response time,Min response time,Max response time,Average Content Length,Requests/s\n";

    private const string BaselineRows = "api_gateway,300,1,120,150,50,500,1024,50.0\nrag_service,150,0,2000,2500,1000,8000,1024,25.0\nmcp_server,90,0,3000,3500,500,12000,1024,15.0\n";

    private const string SampleBaseline = """
        {"api_gateway":{"p95_latency_ms":210,"error_rate_pct":0.5,"rps":50.0},"rag_service":{"error_rate_pct":0.4},"mcp_server":{"error_rate_pct":0.0}}
        """;

    private readonly TemporaryFolder _root = new();

    [Fact]
    public async Task The_recorded_baseline_and_progressive_rows_give_the_recorded_report_to_the_character()
    {
        var comparison = await Compare(
            (await ScriptBaselines.Read(Csv("b.csv", BaselineRows), ScriptVersion.V1, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken)).Metrics,
            "api_gateway,1500,15,150,180,50,750,1024,35.0\nrag_service,300,1,2100,2600,1000,8500,1024,24.0\n");
        Assert.Equal(
            """
            ## Performance Regression Analysis

            ### ❌ Failures (Action Required)

            | Service | Metric | Expected | Current | Change | Impact |
            |---------|--------|----------|---------|--------|--------|
            | api_gateway | error_rate_pct | 0.33 | 1.0 | +203.0% | ❌ Critical |
            | rag_service | error_rate_pct | 0.0 | 0.33 | ∞ | ❌ Critical |

            ### ✅ Passed (2 metrics within thresholds)

            All measured metrics are within acceptable thresholds.

            ## Summary

            - **Total Metrics**: 4
            - **Failures**: 2
            - **Warnings**: 0
            - **Passed**: 2

            """,
            ScriptReport.Of(comparison));
        Assert.Equal(1, comparison.ExitCode);
        var p95 = comparison.Findings.Single(f => f.Metric == "p95_latency_ms");
        Assert.Equal(("210", "0.0", "-100.0%", ScriptStatus.Pass), (p95.Expected.ToString(), p95.Current.ToString(), p95.ChangeText, p95.Status));
        Assert.Contains("api_gateway p95_latency_ms: 0 milliseconds stand for a percentile that is not known; it passes as an improvement of 100 %.", comparison.Misleading);
        Assert.Contains("api_gateway p95_latency_ms: the baseline is a guess (average × 1.4), not a measurement.", comparison.Misleading);
        Assert.Contains("rag_service error_rate_pct: 1 of 300 requests failed: too few to tell from chance.", comparison.Misleading);
        Assert.Contains("rag_service query_p95_ms has a limit and is never compared: it is missing in the baseline.", comparison.Misleading);
        Assert.Contains("mcp_server is in the baseline and missing now: that is ignored.", comparison.Misleading);
    }

    [Fact]
    public async Task The_degraded_sample_fails_three_of_five()
    {
        var comparison = await Compare(await Sample(), "api_gateway,1000,8,150,200,50,750,1024,48\nrag_service,500,5,2500,3000,1000,9000,1024,24\nmcp_server,300,1,3500,4000,500,12000,1024,14\n");
        Assert.Contains(
            """
            |---------|--------|----------|---------|--------|--------|
            | api_gateway | error_rate_pct | 0.5 | 0.8 | +60.0% | ❌ Critical |
            | rag_service | error_rate_pct | 0.4 | 1.0 | +150.0% | ❌ Critical |
            | mcp_server | error_rate_pct | 0.0 | 0.33 | ∞ | ❌ Critical |

            ### ✅ Passed (2 metrics within thresholds)

            """, ScriptReport.Of(comparison));
        Assert.EndsWith("- **Total Metrics**: 5\n- **Failures**: 3\n- **Warnings**: 0\n- **Passed**: 2\n", ScriptReport.Of(comparison));
        Assert.Equal(1, comparison.ExitCode);
    }

    [Fact]
    public async Task The_good_sample_passes_all_five()
    {
        var comparison = await Compare(await Sample(), "api_gateway,1000,5,120,150,50,500,1024,50\nrag_service,500,2,2000,2500,1000,8000,1024,25\nmcp_server,300,0,3000,3500,500,12000,1024,15\n");
        Assert.EndsWith("- **Total Metrics**: 5\n- **Failures**: 0\n- **Warnings**: 0\n- **Passed**: 5\n", ScriptReport.Of(comparison));
        Assert.Equal(0, comparison.ExitCode);
    }

    [Theory]
    [InlineData(0.50, 0.50, ScriptStatus.Pass)]
    [InlineData(0.50, 0.5000001, ScriptStatus.Warning)]
    [InlineData(0.50, 0.749999, ScriptStatus.Warning)]
    [InlineData(0.50, 0.75, ScriptStatus.Fail)]
    [InlineData(0.005, 0.005, ScriptStatus.Pass)]
    [InlineData(0.005, 0.006, ScriptStatus.Warning)]
    [InlineData(0.005, 0.0075, ScriptStatus.Fail)]
    [InlineData(0.005, double.PositiveInfinity, ScriptStatus.Fail)]
    [InlineData(-0.30, -0.30, ScriptStatus.Pass)]
    [InlineData(-0.30, -0.300001, ScriptStatus.Fail)]
    [InlineData(-0.30, -0.20, ScriptStatus.Pass)]
    [InlineData(-0.30, 0.20, ScriptStatus.Pass)]
    [InlineData(-0.30, -0.001, ScriptStatus.Fail, ScriptVersion.V1)]
    [InlineData(-0.30, 0.20, ScriptStatus.Fail, ScriptVersion.V1)]
    [InlineData(-0.30, -0.35, ScriptStatus.Pass, ScriptVersion.V1)]
    [InlineData(-0.30, -0.30, ScriptStatus.Pass, ScriptVersion.V1)]
    [InlineData(0.50, 0.60, ScriptStatus.Warning, ScriptVersion.V1)]
    public void The_status_of_a_change_is_that_of_the_scripts(double limit, double change, ScriptStatus status, ScriptVersion version = ScriptVersion.V2) =>
        Assert.Equal(status, new ScriptLimit("s", "m", limit).Status(change, version));

    [Fact]
    public void A_whole_limit_is_held_against_the_value_itself()
    {
        var limit = ScriptLimit.All.Single(l => l.IsWhole);
        Assert.Equal(ScriptStatus.Pass, limit.Status(5, 0, ScriptVersion.V2));
        Assert.Equal(ScriptStatus.Fail, limit.Status(0, 1, ScriptVersion.V2));
        Assert.Equal(ScriptStatus.Fail, limit.Status(5, 1, ScriptVersion.V2));
    }

    [Fact]
    public void The_first_version_calls_a_tenth_of_a_percent_critical()
    {
        var comparison = ScriptComparison.Of(Rps(5.72), Rps(5.715169), ScriptVersion.V1);
        Assert.Contains("| api_gateway | rps | 5.72 | 5.715169 | -0.1% | ❌ Critical |", ScriptReport.Of(comparison));
        Assert.Contains("api_gateway rps: this version fails what is within the limit, improvements included.", comparison.Misleading);
        Assert.Equal(0, ScriptComparison.Of(Rps(5.72), Rps(5.715169)).ExitCode);
    }

    [Fact]
    public void A_warning_has_its_own_table()
    {
        var comparison = ScriptComparison.Of(P95(200), P95(320));
        Assert.StartsWith(
            "## Performance Regression Analysis\n\n### ⚠️ Warnings (Monitor)\n\n| Service | Metric | Expected | Current | Change |\n"
                + "|---------|--------|----------|---------|--------|\n| api_gateway | p95_latency_ms | 200.0 | 320.0 | +60.0% |\n\n## Summary\n",
            ScriptReport.Of(comparison));
        Assert.Equal(0, comparison.ExitCode);
    }

    [Fact]
    public void Nothing_compared_passes_and_that_is_said()
    {
        var comparison = ScriptComparison.Of(new ScriptMetrics([new("baseline_test", [])]), Rps(5));
        Assert.Equal(0, comparison.ExitCode);
        Assert.Equal(["No baseline for api_gateway: it is skipped."], comparison.Warnings);
        Assert.Contains(comparison.Misleading, m => m.StartsWith("Nothing was compared, and that passes", StringComparison.Ordinal));
        Assert.EndsWith("- **Total Metrics**: 0\n- **Failures**: 0\n- **Warnings**: 0\n- **Passed**: 0\n", ScriptReport.Of(comparison));
    }

    public void Dispose() => _root.Dispose();

    private static ScriptMetrics Rps(double value) => new([new("api_gateway", [new("rps", value)])]);

    private static ScriptMetrics P95(double value) => new([new("api_gateway", [new("p95_latency_ms", value)])]);

    private string Csv(string name, string rows)
    {
        File.WriteAllText(_root.File(name), Header + rows);
        return _root.File(name);
    }

    private async Task<ScriptMetrics> Sample()
    {
        File.WriteAllText(_root.File("sample.json"), SampleBaseline);
        return await ScriptMetricsFile.Read(_root.File("sample.json"), TestContext.Current.CancellationToken);
    }

    private async Task<ScriptComparison> Compare(ScriptMetrics baseline, string rows) =>
        ScriptComparison.Of(baseline, (await ScriptExtraction.Read(Csv("c.csv", rows), cancellationToken: TestContext.Current.CancellationToken)).Metrics);
}
