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
    [InlineData("p(99) < 500ms over 30s", "ResponseTime Percentile 99 Less 500000 over=30s")]
    [InlineData("p(99) < 500 over 1m30s abort after 10s", "ResponseTime Percentile 99 Less 500000 over=1m30s abort=10s")]
    [InlineData("requests >= 10 over 10 abort", "Requests GreaterOrEqual 10 over=10s abort=0s")]
    [InlineData("p(99){class:Buyer} < 500ms", "{class:Buyer} ResponseTime Percentile 99 Less 500000")]
    [InlineData("p(99) {tag: check out , class:Buyer} < 500ms", "{class:Buyer, tag:check out} ResponseTime Percentile 99 Less 500000")]
    [InlineData("p(99){status:2XX} < 500ms", "{status:2xx} ResponseTime Percentile 99 Less 500000")]
    [InlineData("requests{status:0} < 5", "{status:0} Requests Less 5")]
    [InlineData("requests_per_second{load:rush} >= 40", "{load:rush} RequestsPerSecond GreaterOrEqual 40")]
    [InlineData("failure_rate{load:'a, b'} < 1%", "{load:a, b} FailureRate Less 0.01")]
    [InlineData("service_time{class:Buyer}: avg < 1", "{class:Buyer} ServiceTime Average Less 1000")]
    [InlineData("POST /login {status:200}: p(95) < 1s", "POST /login | {status:200} ResponseTime Percentile 95 Less 1000000")]
    [InlineData("POST /login {status: 200}: p(95) < 1s", "POST /login | {status:200} ResponseTime Percentile 95 Less 1000000")]
    [InlineData("\"step: 1\" {tag:a}: p(95) < 1s", "step: 1 | {tag:a} ResponseTime Percentile 95 Less 1000000")]
    [InlineData("/x: p(95){tag:\"a: b\"} < 1s", "/x | {tag:a: b} ResponseTime Percentile 95 Less 1000000")]
    [InlineData("{class:Buyer}: p(95) < 1s", "{class:Buyer} ResponseTime Percentile 95 Less 1000000")]
    [InlineData("/users/{id}: avg < 1s", "/users/{id} | ResponseTime Average Less 1000000")]
    [InlineData("GET /users/{id:int}: avg < 1s", "GET /users/{id:int} | ResponseTime Average Less 1000000")]
    [InlineData("/users/{id}/{x} {class:B}: avg < 1s", "/users/{id}/{x} | {class:B} ResponseTime Average Less 1000000")]
    [InlineData("TRANSACTION check out: p(95) < 2s", "TRANSACTION check out | ResponseTime Percentile 95 Less 2000000")]
    [InlineData("TRANSACTION 'a: b': failure_rate < 1%", "TRANSACTION a: b | FailureRate Less 0.01")]
    [InlineData("dropped_arrivals == 0", "DroppedArrivals Equal 0")]
    [InlineData("dropped_arrival_rate{load:rush} < 1%", "{load:rush} DroppedArrivalRate Less 0.01")]
    [InlineData("iterations_per_second{class:A} > 1k/s", "{class:A} IterationsPerSecond Greater 1000")]
    [InlineData("counter(\"orders: all\") >= 1.5k", "Counter custom=orders: all GreaterOrEqual 1500")]
    [InlineData("counter('orders') per_second >= 2", "Counter PerSecond custom=orders GreaterOrEqual 2")]
    [InlineData("gauge('queue') < 50", "Gauge custom=queue Less 50")]
    [InlineData("gauge('queue') last < 50", "Gauge custom=queue Less 50")]
    [InlineData("gauge('queue') max < 50", "Gauge Maximum custom=queue Less 50")]
    [InlineData("gauge('balance') min >= -50.5", "Gauge Minimum custom=balance GreaterOrEqual -50.5")]
    [InlineData("rate('cache hit') > 90%", "Rate custom=cache hit Greater 0.9")]
    [InlineData("trend('pay time'): p(95) < 300", "Trend Percentile 95 custom=pay time Less 300")]
    [InlineData("trend('pay time') count > 3", "Trend Count custom=pay time Greater 3")]
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
    [InlineData("failure_rate{class:Buyer} < 1%", false)]
    [InlineData("failure_rate < 1% over 30s", false)]
    [InlineData("requests > 10", false)]
    [InlineData("failed_response_time count < 10", false)]
    [InlineData("checks > 99%", false)]
    public void Only_rules_about_all_failures_cover_failures(string text, bool covers) => Assert.Equal(covers, Threshold.Parse(text).CoversFailures);

    [Theory]
    [InlineData("p(99) < 500ms abort after 5s", "p(99){load:rush hour} < 500ms abort after 5s")]
    [InlineData("POST /login {status:2xx, class:B}: p(95) < 1s", "POST /login {class:B, load:rush hour, status:2xx}: p(95) < 1s")]
    [InlineData("response_time: p(95) < 1s over 10s", "response_time: p(95){load:rush hour} < 1s over 10s")]
    [InlineData("dropped_arrivals==0", "dropped_arrivals{load:rush hour}==0")]
    [InlineData("p(99){load:other} < 5", "p(99){load:other} < 5")]
    public void A_threshold_of_a_load_is_the_same_with_the_load_selected(string text, string expected)
    {
        var threshold = Threshold.Parse(text).ForLoad("rush hour");
        Assert.Equal(expected, threshold.Text);
        Assert.Equal(Threshold.Parse(expected).Selection, threshold.Selection);
        Assert.NotNull(threshold.Selection!.Load);
    }

    [Theory]
    [InlineData("checks > 99%")]
    [InlineData("counter('a') > 1")]
    [InlineData("iterations > 1")]
    public void What_is_not_counted_by_load_is_no_threshold_of_a_load(string text) =>
        Assert.Contains("not counted by load", Assert.Throws<ThresholdSyntaxException>(() => Threshold.Parse(text).ForLoad("a")).Message);

    [Theory]
    [InlineData("a, b")]
    [InlineData("it's")]
    [InlineData(" \"a\" {b} ")]
    [InlineData("a: b")]
    public void Odd_names_are_written_so_that_they_can_be_read(string load)
    {
        foreach (var text in (string[])["p(99) < 5", "/x: p(99) < 5", "/x {class:'a}'}: p(99) < 5"])
        {
            var threshold = Threshold.Parse(text).ForLoad(load);
            Assert.Equal(load, threshold.Selection!.Load);
            Assert.Equal(threshold.Selection, Threshold.Parse(threshold.Text).Selection);
        }
    }

    [Fact]
    public void Selections_are_counted_once_each()
    {
        var texts = (string[])["p(99) < 5", "p(99){tag:a, class:B} < 5", "/x {class:B, tag:a}: max < 5", "dropped_arrivals{load:a} < 5", "requests{load:a} > 5"];
        Assert.Equal(["{class:B, tag:a}", "{load:a}"], ThresholdSelections.Of(texts.Select(Threshold.Parse)).Select(s => s.Text));
    }

    private static string Written(ThresholdRule rule) => string.Concat(
        rule.Target is null ? "" : $"{rule.Target} | ",
        rule.Selection is null ? "" : $"{rule.Selection} ",
        rule.Metric,
        rule.Aggregation == Aggregation.None ? "" : $" {rule.Aggregation}",
        rule.Aggregation == Aggregation.Percentile ? $" {rule.Percentile}" : "",
        rule.Check is null ? "" : $" check={rule.Check}",
        rule.Custom is null ? "" : $" custom={rule.Custom}",
        $" {rule.Comparison} {rule.Limit}",
        rule.Over is { } window ? $" over={TimeSpanText.Format(window)}" : "",
        rule.AbortAfter is { } delay ? $" abort={TimeSpanText.Format(delay)}" : "");
}
