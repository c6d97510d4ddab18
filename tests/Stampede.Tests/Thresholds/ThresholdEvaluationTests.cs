using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class ThresholdEvaluationTests
{
    // Two names: POST /x with successes of 1 … 1000 ms; GET /y with 1 … 200 ms and 50 failures of 5 s. 1,250 requests in 10 s.
    private static readonly RunResult Run = MadeRun.Of(
        (MadeRun.Post("/x"), MadeRun.Successes(1_000)),
        (MadeRun.Get("/y"), MadeRun.Successes(200, failures: 50))) with
    {
        Checks = new Dictionary<string, CheckStats> { ["is JSON"] = new(199, 1), ["has id"] = new(0, 100) },
    };

    [Theory]
    [InlineData("POST /x: p(50) <= 501ms", ThresholdOutcome.Passed, "500 ms")]
    [InlineData("POST /x: p(99) < 500ms", ThresholdOutcome.Failed, "990 ms")]
    [InlineData("POST /x: max == 1s", ThresholdOutcome.Passed, "1 s")]
    [InlineData("POST /x: min == 1ms", ThresholdOutcome.Passed, "1 ms")]
    [InlineData("/x: avg < 500.5ms", ThresholdOutcome.Failed, "500.5 ms")]
    [InlineData("/x: avg < 501ms", ThresholdOutcome.Passed, "500.5 ms")]
    [InlineData("post /x: count == 1k", ThresholdOutcome.Passed, "1,000")]
    [InlineData("POST /x: p(99.9) < 2s", ThresholdOutcome.Passed, "999 ms (n = 1000)")]
    [InlineData("GET /y: p(50) < 1s", ThresholdOutcome.Passed, "100 ms of successes")]
    [InlineData("GET /y: p(99) < 1s", ThresholdOutcome.Passed, "198 ms of successes (n = 200)")]
    [InlineData("GET /y: failed_response_time p(50) <= 5s", ThresholdOutcome.Passed, "5 s")]
    [InlineData("GET /y: all_response_time max < 5s", ThresholdOutcome.Failed, "5 s")]
    [InlineData("GET /y: all_response_time count == 250", ThresholdOutcome.Passed, "250")]
    [InlineData("GET /y: service_time max <= 200ms", ThresholdOutcome.Passed, "200 ms of successes")]
    [InlineData("GET /y: failure_rate < 20%", ThresholdOutcome.Failed, "20 %")]
    [InlineData("max < 1s", ThresholdOutcome.Failed, "1 s of successes")]
    [InlineData("requests >= 1250", ThresholdOutcome.Passed, "1,250")]
    [InlineData("requests_per_second > 125", ThresholdOutcome.Failed, "125/s")]
    [InlineData("GET /y: requests_per_second == 25", ThresholdOutcome.Passed, "25/s")]
    [InlineData("failures <= 49", ThresholdOutcome.Failed, "50")]
    [InlineData("failure_rate <= 4%", ThresholdOutcome.Passed, "4 %")]
    [InlineData("success_rate >= 96%", ThresholdOutcome.Passed, "96 %")]
    [InlineData("success_rate != 96%", ThresholdOutcome.Failed, "96 %")]
    [InlineData("check('is JSON') >= 99%", ThresholdOutcome.Passed, "99.5 %")]
    [InlineData("check('is JSON') >= 99.6%", ThresholdOutcome.Failed, "99.5 %")]
    [InlineData("checks >= 99%", ThresholdOutcome.Failed, "66.33 %")]
    public void It_is_compared_with_what_was_measured(string text, ThresholdOutcome outcome, string measured)
    {
        var result = Threshold.Parse(text).Evaluate(Run);
        Assert.Equal((text, outcome, measured), (result.Expression, result.Outcome, result.MeasuredText));
        Assert.NotNull(result.Measured);
    }

    [Theory]
    [InlineData("/nowhere: p(99) < 500ms")]
    [InlineData("/nowhere: failures <= 10")]
    [InlineData("/nowhere: requests >= 0")]
    [InlineData("GET /x: failure_rate < 1%")]
    [InlineData("POST /x: failed_response_time p(99) < 1s")]
    [InlineData("check('no such') >= 0%")]
    public void Without_samples_there_is_no_data_and_no_pass(string text)
    {
        var result = Threshold.Parse(text).Evaluate(Run);
        Assert.Equal((ThresholdOutcome.NoData, "no data", null), (result.Outcome, result.MeasuredText, result.Measured));
    }

    [Theory]
    [InlineData("p(99) < 500ms", ThresholdOutcome.NoData)]
    [InlineData("count < 1", ThresholdOutcome.NoData)]
    [InlineData("failure_rate < 1%", ThresholdOutcome.NoData)]
    [InlineData("success_rate >= 0%", ThresholdOutcome.NoData)]
    [InlineData("failures <= 10", ThresholdOutcome.NoData)]
    [InlineData("checks >= 0%", ThresholdOutcome.NoData)]
    [InlineData("requests >= 1", ThresholdOutcome.Failed)]
    [InlineData("requests_per_second >= 1", ThresholdOutcome.Failed)]
    public void Without_any_request_only_their_number_is_known(string text, ThresholdOutcome outcome) =>
        Assert.Equal(outcome, Threshold.Parse(text).Evaluate(MadeRun.Of()).Outcome);

    [Fact]
    public void A_rate_needs_a_window() =>
        Assert.Equal(ThresholdOutcome.NoData, Threshold.Parse("requests_per_second >= 0").Evaluate(Run with { Duration = TimeSpan.Zero }).Outcome);

    [Fact]
    public void A_count_of_failures_is_known_where_nothing_failed()
    {
        var result = Threshold.Parse("POST /x: failed_response_time count <= 3").Evaluate(Run);
        Assert.Equal((ThresholdOutcome.Passed, "0"), (result.Outcome, result.MeasuredText));
    }

    [Fact]
    public void A_name_alone_is_every_method_together()
    {
        var run = MadeRun.Of((MadeRun.Get("/x"), MadeRun.Successes(3)), (MadeRun.Post("/x"), MadeRun.Successes(4)), (MadeRun.Post("/x2"), MadeRun.Successes(9)));
        Assert.Equal("7", Threshold.Parse("/x: requests > 0").Evaluate(run).MeasuredText);
        Assert.Equal("4", Threshold.Parse("POST /x: requests > 0").Evaluate(run).MeasuredText);
    }

    [Fact]
    public void Evaluating_changes_nothing()
    {
        var run = MadeRun.Of((MadeRun.Get("/x"), MadeRun.Successes(3, failures: 2)), (MadeRun.Post("/x"), MadeRun.Successes(4)));
        foreach (var text in (string[])["avg < 1", "/x: avg < 1", "all_response_time avg < 1", "/x: all_response_time avg < 1"])
        {
            Threshold.Parse(text).Evaluate(run);
        }

        Assert.Equal((5, 3, 2), (run.Requests[MadeRun.Get("/x")].Settled, run.Requests[MadeRun.Get("/x")].ResponseTime.Count, run.Requests[MadeRun.Get("/x")].FailedResponseTime.Count));
    }

    [Theory]
    [InlineData("max < 500ms", 500_400, "500.4 ms")]
    [InlineData("max < 500ms", 499_999, "499.999 ms")]
    [InlineData("max < 500ms", 500_000, "500 ms")]
    [InlineData("max < 500ms", 850, "850 µs")]
    [InlineData("max < 500ms", 3_214, "3.21 ms")]
    [InlineData("max < 500ms", 75_321_000, "75.3 s")]
    public void The_text_shows_on_which_side_of_the_limit_it_is(string text, int microseconds, string expected)
    {
        var stats = new RequestStats { Settled = 1 };
        stats.ResponseTime.Record(microseconds);
        Assert.Equal(expected, Threshold.Parse(text).Evaluate(MadeRun.Of((MadeRun.Get("/"), stats))).MeasuredText);
    }

    [Theory]
    [InlineData(99_996, 4, "success_rate > 50%", "99.996 %")]
    [InlineData(98_996, 1_004, "success_rate >= 99%", "98.996 %")]
    [InlineData(99_000, 1_000, "success_rate >= 99%", "99 %")]
    [InlineData(100_000, 0, "success_rate >= 99%", "100 %")]
    [InlineData(99_999, 1, "failure_rate < 1%", "0.001 %")]
    public void A_share_is_never_rounded_to_all_or_nothing_or_across_the_limit(int passed, int failed, string text, string expected)
    {
        var stats = new RequestStats { Settled = passed + failed, Failed = failed };
        Assert.Equal(expected, Threshold.Parse(text).Evaluate(MadeRun.Of((MadeRun.Get("/"), stats))).MeasuredText);
    }

    [Theory]
    [InlineData(3_065, "3.07 ms")]
    [InlineData(3_064, "3.06 ms")]
    [InlineData(30_650, "30.7 ms")]
    [InlineData(306_500, "307 ms")]
    public void A_half_is_rounded_up_as_in_the_tables(long microseconds, string expected)
    {
        var stats = new RequestStats { Settled = 1 };
        stats.ResponseTime.Record(microseconds);

        Assert.Equal(expected, Threshold.Parse("max < 1m").Evaluate(MadeRun.Of((MadeRun.Get("/"), stats))).MeasuredText);
    }
}
