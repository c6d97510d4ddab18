using Stampede.Analysis;
using Stampede.Engine;

namespace Stampede.Tests;

public class MarginsFileTests
{
    [Fact]
    public void Margins_are_of_all_services_and_of_some_in_every_unit()
    {
        var margins = Read("""
            runs: 7
            confidence: 95%
            false_discoveries: 0.01
            gate: [mean, p99, error_rate]
            margins:
              mean: 5%
              p99: {warning: 10%, failure: 25 %}
              error_rate: {warning: 0.5pp, failure: 1pp}
              rps: -30%
            services:
              api_gateway:
                p95_latency_ms: {warning: 20ms, failure: 0.05s}
                gate: p95
              "rag_*": {error_rate: 50%, gate: []}
            """);
        Assert.Equal((7, 0.95, 0.01), (margins.FewestRuns, margins.Confidence, margins.MaxQ));
        Assert.Equal(new Margin(0.05, 0.05), margins.Of("any", ComparedMetric.Mean));
        Assert.Equal(new Margin(0.10, 0.25), margins.Of("api_gateway", ComparedMetric.P99));
        Assert.Equal(new Margin(0.5, 1, ChangeUnit.PercentagePoints), margins.Of("any", ComparedMetric.ErrorRate));
        Assert.Equal(new Margin(0.3, 0.3, ChangeUnit.Relative, ChangeDirection.LowerIsWorse), margins.Of("any", ComparedMetric.RequestsPerSecond));
        Assert.Equal(new Margin(20, 50, ChangeUnit.Absolute), margins.Of("api_gateway", ComparedMetric.P95));
        Assert.Equal(new Margin(0.5, 0.5), margins.Of("rag_service", ComparedMetric.ErrorRate));
        Assert.Equal(ComparisonMargins.DefaultOf(ComparedMetric.Median), margins.Of("rag_service", ComparedMetric.Median));
        Assert.True(margins.Gates("any", ComparedMetric.P99, isPaced: false));
        Assert.False(margins.Gates("any", ComparedMetric.P95, isPaced: false));
        Assert.True(margins.Gates("api_gateway", ComparedMetric.P95, isPaced: false));
        Assert.All(ComparedMetrics.All, m => Assert.False(margins.Gates("rag_service", m, isPaced: false)));
    }

    [Fact]
    public void All_mistakes_are_told_at_once_with_their_lines()
    {
        var problems = Problems("""
            run: 7
            runs: 1
            confidence: 100%
            gate: [mean, p999]
            margins:
              mean: fast
              median: -5%
              p95: {warning: 20%, failure: 10%}
              p99: {warning: 5%, failure: 20ms}
              error_rate: 5ms
              rps: 3pp
              maen: 5%
            services:
              api:
                mean: {warning: 5%}
                p95: 0%
                p99: 10/s
                gate:
            """);
        Assert.Equal(
        [
            "m.yaml:1: 'run' is not known in the file; did you mean 'runs'? There are margins, services, gate, runs, confidence, false_discoveries.",
            "m.yaml:2: '1' is no whole number of at least 2, which 'runs' has to be.",
            "m.yaml:3: 'confidence' is '100%'; it has to be above 0 % and below 100 %, such as 98%.",
            "m.yaml:4: 'p999' is no metric; did you mean 'p99'? There are mean, median, p95, p99, error_rate, rps.",
            "m.yaml:6: 'fast' is no size of a change; write it as 5%, 20ms or 1.5s.",
            "m.yaml:7: '-5%': median is worse when it is more; write 5%.",
            "m.yaml:8: 'p95': the failure level is below the warning level.",
            "m.yaml:9: 'p99': both levels have to be of one unit.",
            "m.yaml:10: '5ms' does not fit error rate; write it as 0.5pp (percentage points) or 50% (of the baseline's rate).",
            "m.yaml:11: '3pp' does not fit requests/s; write it as 5% or 10/s.",
            "m.yaml:12: 'maen' is not known in margins; did you mean 'mean'? There are mean, median, p95, p99, error_rate, rps.",
            "m.yaml:15: 'mean' has no failure level.",
            "m.yaml:16: '0%' is no size: it has to be above 0, as every measurement varies a little.",
            "m.yaml:17: '10/s' does not fit p99; write it as 5%, 20ms or 1.5s.",
            "m.yaml:18: 'gate' has no value; [] is for none.",
        ], problems.Select(p => p.Replace(", avg_latency_ms, median_latency_ms, p95_latency_ms, p99_latency_ms, error_rate_pct", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("", "m.yaml:1: The file is empty.")]
    [InlineData("{}", "m.yaml:1: There is nothing in the file.")]
    [InlineData("- mean", "m.yaml:1: The file is no mapping")]
    [InlineData("margins: 5%", "m.yaml:1: 'margins' is no mapping")]
    [InlineData("margins: {rps: +5%}", "m.yaml:1: '+5%': requests/s are worse when they are less; write 5%.")]
    [InlineData("margins: {rps: 101%}", "m.yaml:1: '101%' can never be reached: requests/s fall by 100 % at most.")]
    [InlineData("margins: {error_rate: 101pp}", "m.yaml:1: '101pp' can never be reached: an error rate rises by 100 points at most.")]
    [InlineData("nothing_like_it: 5%", "m.yaml:1: 'nothing_like_it' is not known in the file. There are margins, ")]
    [InlineData("margins: {mean: NaN%}", "m.yaml:1: 'NaN%' is no size")]
    [InlineData("margins: {mean: 5%, avg_latency_ms: 6%}", "m.yaml:1: 'avg_latency_ms' is there twice.")]
    [InlineData("services: {\"\": {mean: 5%}}", "m.yaml:1: The name of a service is empty.")]
    [InlineData("margins: [", "m.yaml:2: This is no YAML")]
    public void What_cannot_be_read_is_named(string text, string problem) => Assert.StartsWith(problem, Problems(text)[0]);

    private static ComparisonMargins Read(string text)
    {
        var problems = new YamlProblems("m.yaml");
        var margins = MarginsFile.Read(new StringReader(text), problems);
        Assert.Empty(problems.All);
        return margins;
    }

    private static IReadOnlyList<string> Problems(string text)
    {
        var problems = new YamlProblems("m.yaml");
        MarginsFile.Read(new StringReader(text), problems);
        return problems.All;
    }
}
