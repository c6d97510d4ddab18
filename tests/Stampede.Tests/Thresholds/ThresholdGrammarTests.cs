using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class ThresholdGrammarTests
{
    // text → target | metric, aggregation, percentile, check | comparison, limit in the base unit | abort
    [Theory]
    [InlineData("p(50) < 200ms", "ResponseTime Percentile 50 Less 200000")]
    [InlineData("p(99.9)<500", "ResponseTime Percentile 99.9 Less 500000")]
    [InlineData("p99 <= 1.5s", "ResponseTime Percentile 99 LessOrEqual 1500000")]
    [InlineData("p99.9 < 1m", "ResponseTime Percentile 99.9 Less 60000000")]
    [InlineData("p( 0 ) > 100us", "ResponseTime Percentile 0 Greater 100")]
    [InlineData("avg < 250 µs", "ResponseTime Average Less 250")]
    [InlineData("avg < 250 μs", "ResponseTime Average Less 250")]
    [InlineData("med < 1ms", "ResponseTime Percentile 50 Less 1000")]
    [InlineData("min != 0", "ResponseTime Minimum NotEqual 0")]
    [InlineData("max === 5s", "ResponseTime Maximum Equal 5000000")]
    [InlineData("count >= 10k", "ResponseTime Count GreaterOrEqual 10000")]
    [InlineData("  avg  <  1s  ", "ResponseTime Average Less 1000000")]
    [InlineData("response_time p(95) < 200ms", "ResponseTime Percentile 95 Less 200000")]
    [InlineData("response_time: p(95) < 200ms", "ResponseTime Percentile 95 Less 200000")]
    [InlineData("failed_response_time max < 10s", "FailedResponseTime Maximum Less 10000000")]
    [InlineData("all_response_time avg < 1", "AllResponseTime Average Less 1000")]
    [InlineData("service_time p(99) < 3ms", "ServiceTime Percentile 99 Less 3000")]
    [InlineData("requests >= 1000", "Requests GreaterOrEqual 1000")]
    [InlineData("requests > 1.5M", "Requests Greater 1500000")]
    [InlineData("requests_per_second >= 50", "RequestsPerSecond GreaterOrEqual 50")]
    [InlineData("requests_per_second >= 50/s", "RequestsPerSecond GreaterOrEqual 50")]
    [InlineData("requests_per_second >= 1.5k/s", "RequestsPerSecond GreaterOrEqual 1500")]
    [InlineData("failures <= 10", "Failures LessOrEqual 10")]
    [InlineData("failures == 0", "Failures Equal 0")]
    [InlineData("failure_rate < 1%", "FailureRate Less 0.01")]
    [InlineData("failure_rate < 0.01", "FailureRate Less 0.01")]
    [InlineData("success_rate >= 99.9 %", "SuccessRate GreaterOrEqual 0.999")]
    [InlineData("check(\"is JSON\") >= 99%", "Checks check=is JSON GreaterOrEqual 0.99")]
    [InlineData("check('a: b') >= 99%", "Checks check=a: b GreaterOrEqual 0.99")]
    [InlineData("check( \"it's\" ) >= 99%", "Checks check=it's GreaterOrEqual 0.99")]
    [InlineData("checks > 99%", "Checks Greater 0.99")]
    [InlineData("POST /api/v1/deployments/: p(99) < 500ms", "POST /api/v1/deployments/ | ResponseTime Percentile 99 Less 500000")]
    [InlineData("POST   /x :  failure_rate < 1%", "POST /x | FailureRate Less 0.01")]
    [InlineData("/users/{id}/: service_time avg < 5ms", "/users/{id}/ | ServiceTime Average Less 5000")]
    [InlineData("/x: response_time: p(95) < 200ms", "/x | ResponseTime Percentile 95 Less 200000")]
    [InlineData("log in: avg < 1s", "log in | ResponseTime Average Less 1000000")]
    [InlineData("GET /o'brien: avg < 1s", "GET /o'brien | ResponseTime Average Less 1000000")]
    [InlineData("GET /a:b: avg < 1s", "GET /a:b | ResponseTime Average Less 1000000")]
    [InlineData("\"step 1: log in\": avg < 1s", "step 1: log in | ResponseTime Average Less 1000000")]
    [InlineData("POST \"/a: b\": avg < 1s", "POST /a: b | ResponseTime Average Less 1000000")]
    [InlineData("'failures': failures < 3", "failures | Failures Less 3")]
    [InlineData("p(99) < 500ms abort", "ResponseTime Percentile 99 Less 500000 abort=0s")]
    [InlineData("p(99) < 500 abort", "ResponseTime Percentile 99 Less 500000 abort=0s")]
    [InlineData("failure_rate < 5% abort after 30s", "FailureRate Less 0.05 abort=30s")]
    [InlineData("requests >= 1000 abort after 1m30s", "Requests GreaterOrEqual 1000 abort=1m30s")]
    [InlineData("failures <= 10 abort", "Failures LessOrEqual 10 abort=0s")]
    public void It_is_read(string text, string expected) => Assert.Equal(expected, Written(new ThresholdParser(text).Parse()));

    [Theory]
    [InlineData("0.1%", 1, 1000)]
    [InlineData("99.9%", 999, 1000)]
    [InlineData("0.7%", 7, 1000)]
    [InlineData("33%", 33, 100)]
    public void A_percentage_is_the_same_number_as_the_share_that_it_means(string limit, int part, int whole)
    {
        var stats = MadeRun.Successes(whole - part, failures: part);
        Assert.Equal(ThresholdOutcome.Passed, Threshold.Parse($"failure_rate == {limit}").Evaluate(MadeRun.Of((MadeRun.Get("/"), stats))).Outcome);
    }

    [Fact]
    public void It_says_what_it_is()
    {
        var threshold = Threshold.Parse(" failure_rate < 5% abort after 30s");
        Assert.Equal(" failure_rate < 5% abort after 30s", threshold.Text);
        Assert.True(threshold.Aborts);
        Assert.Equal(TimeSpan.FromSeconds(30), threshold.AbortDelay);
        Assert.False(Threshold.Parse("failure_rate < 5%").Aborts);
    }

    [Theory]
    [InlineData("failures < 10", true)]
    [InlineData("failure_rate < 1%", true)]
    [InlineData("success_rate > 99%", true)]
    [InlineData("/x: success_rate > 99%", false)]
    [InlineData("requests > 10", false)]
    [InlineData("failed_response_time count < 10", false)]
    [InlineData("checks > 99%", false)]
    public void Only_rules_about_all_failures_cover_failures(string text, bool covers) => Assert.Equal(covers, Threshold.Parse(text).CoversFailures);

    private static string Written(ThresholdRule rule) => string.Concat(
        rule.Target is null ? "" : $"{rule.Target} | ",
        rule.Metric,
        rule.Aggregation == Aggregation.None ? "" : $" {rule.Aggregation}",
        rule.Aggregation == Aggregation.Percentile ? $" {rule.Percentile}" : "",
        rule.Check is null ? "" : $" check={rule.Check}",
        $" {rule.Comparison} {rule.Limit}",
        rule.AbortAfter is { } delay ? $" abort={TimeSpanText.Format(delay)}" : "");
}
