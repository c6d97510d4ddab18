using System.Text.Json;
using Stampede.Analysis;
using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>
/// The rows of a recorded project that a script printed without sending a request: its own comparison called two regressions critical; held against each other
/// strictly they say what they support, which is nothing.
/// </summary>
public sealed class SystemBTests : IDisposable
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Tool", "data", "system-b");

    private readonly TemporaryFolder _root = new();
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Fact]
    public async Task The_scripts_way_gives_their_report_to_the_character()
    {
        Assert.Equal(0, await Run("baseline", "save", File("baseline") + "_stats.csv", "--compatible", "--script", "v1", "--out", _root.File("performance-baselines.json")));
        Assert.Equal(0, await Run("metrics", File("api") + "_stats.csv", "--compatible", "--out", _root.File("load-results.json")));
        Assert.Equal(1, await Run("compare", _root.File("performance-baselines.json"), _root.File("load-results.json"), "--compatible", "--out", _root.File("regression-analysis.md")));
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
            System.IO.File.ReadAllText(_root.File("regression-analysis.md")));
    }

    [Fact]
    public async Task The_rate_of_a_row_is_the_one_that_the_file_gives_it()
    {
        Assert.Equal(0, await Run("metrics", File("api") + "_stats.csv", "--out", _root.File("m.json")));
        using var metrics = JsonDocument.Parse(System.IO.File.ReadAllText(_root.File("m.json")));
        var services = metrics.RootElement.GetProperty("runs")[0].GetProperty("services");
        Assert.Equal((35, 24), (services.GetProperty("api_gateway").GetProperty("rps").GetDouble(), services.GetProperty("rag_service").GetProperty("rps").GetDouble()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Strictly_nothing_follows_from_one_run_of_numbers_that_were_never_measured(bool isFileOfScripts)
    {
        await Run("baseline", "save", File("baseline") + "_stats.csv", "--compatible", "--script", "v1", "--out", _root.File("b.json"));
        Assert.Equal(5, await Run("compare", isFileOfScripts ? _root.File("b.json") : File("baseline"), File("api"), "--out", _root.File("c.json")));
        var comparison = await RunComparisonJson.Read(_root.File("c.json"), TestContext.Current.CancellationToken);
        Assert.Equal(ComparisonOutcome.Invalid, comparison.Outcome);

        var failures = One("rag_service", ComparedMetric.ErrorRate);
        Assert.Equal((ChangeVerdict.Inconclusive, 150, 300), (failures.Verdict, failures.BaselineRequests, failures.CandidateRequests));
        Assert.True(failures.Effect!.P > 0.5, "one failure in 300 requests against none in 150 is chance");
        Assert.True(failures.Effect is { Low: < 0, High: > 0 });

        foreach (var service in (string[])["api_gateway", "rag_service"])
        {
            var p95 = One(service, ComparedMetric.P95);
            Assert.Equal((ChangeVerdict.Inconclusive, null, null, null), (p95.Verdict, p95.Baseline, p95.Candidate, p95.Effect));
            Assert.Equal("The p95 is unknown on both sides: it is not compared.", p95.Reason);
        }

        Assert.All(comparison.Metrics, m => Assert.True(m.Verdict is ChangeVerdict.Inconclusive or ChangeVerdict.NotComparable));
        Assert.All(comparison.Metrics.Where(m => m.Service == "mcp_server"), m => Assert.Equal("No run of the candidate has the service 'mcp_server'.", m.Reason));
        Assert.Superset(new HashSet<string> { "CONST-ROUND", "COUNT-RATE", "MEANONLY" }, comparison.Candidate[0].Findings!.Select(f => f.Rule).ToHashSet());
        Assert.Contains("INVALID CONST-ROUND, run 1 of the candidate", _out.ToString());

        MetricComparison One(string service, ComparedMetric metric) => comparison.Metrics.Single(m => m.Service == service && m.Metric == metric);
    }

    [Theory]
    [InlineData("rag")]
    [InlineData("mcp")]
    public async Task The_other_rows_are_no_measurements_either(string mode) => Assert.Equal(5, await Run("compare", File("baseline"), File(mode), "--allow-inconclusive"));

    [Fact]
    public async Task As_JSON_the_outcome_is_named()
    {
        Assert.Equal(5, await Run("compare", File("baseline"), File("api"), "--json"));
        using var json = JsonDocument.Parse(_out.ToString());
        Assert.Equal(("invalid", 5), (json.RootElement.GetProperty("outcome").GetString(), json.RootElement.GetProperty("exit_code").GetInt32()));
    }

    public void Dispose()
    {
        _root.Dispose();
        _out.Dispose();
        _error.Dispose();
    }

    private static string File(string mode) => Path.Combine(Data, mode);

    private Task<int> Run(params string[] args) => ToolCommands.Run(args, new EntranceContext { Out = _out, Error = _error });
}
