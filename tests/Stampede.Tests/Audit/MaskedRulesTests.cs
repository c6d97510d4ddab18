using Stampede.Auditing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class MaskedRulesTests
{
    [Fact]
    public void A_request_that_got_nothing_but_accepted_errors_is_invalid()
    {
        var finding = Assert.Single(AuditRuns.Find(new AcceptedErrorsRule(), AuditRuns.Own(("GET /items", AuditRuns.Stats(900)), ("POST /publish", AuditRuns.Stats(100, status: 404, bodyBytes: 5_071)))));
        Assert.Equal((NoteSeverity.Invalid, "POST /publish"), (finding.Severity, finding.Subject));
        Assert.Equal((100, 100, 10, 5_071), (finding.Number("accepted errors"), finding.Number("status 404"), finding.Number("share of all requests"), finding.Number("size of every answer")));
    }

    [Fact]
    public void A_look_up_that_finds_nothing_is_a_note_while_it_is_a_part_of_the_run()
    {
        var found = ("GET /items", AuditRuns.Stats(800));
        var finding = Assert.Single(AuditRuns.Find(new AcceptedErrorsRule(), AuditRuns.Own(found, ("GET /items/{id}/", AuditRuns.Stats(200, status: 404)))));
        Assert.Equal(NoteSeverity.Note, finding.Severity);
        Assert.Equal(NoteSeverity.Invalid, AuditRuns.Find(new AcceptedErrorsRule(), AuditRuns.Own(("GET /items/{id}/", AuditRuns.Stats(200, status: 404))))[0].Severity);
        Assert.Equal(NoteSeverity.Invalid, AuditRuns.Find(new AcceptedErrorsRule(), AuditRuns.Own(found, ("GET /items/{id}/", AuditRuns.Stats(200, status: 403))))[0].Severity);
    }

    [Theory]
    [InlineData(20, 404, NoteSeverity.Note)]
    [InlineData(200, 404, NoteSeverity.Warning)]
    [InlineData(20, 503, NoteSeverity.Warning)]
    [InlineData(600, 404, NoteSeverity.Invalid)]
    public void Accepted_errors_weigh_by_their_share_and_status(int accepted, int status, NoteSeverity severity)
    {
        var stats = AuditRuns.Stats(1_000);
        (stats.Statuses[200], stats.Statuses[status], stats.Accepted) = (1_000 - accepted, accepted, accepted);
        var finding = Assert.Single(AuditRuns.Find(new AcceptedErrorsRule(), AuditRuns.Own(("GET /items", stats))));
        Assert.Equal((severity, accepted / 10.0), (finding.Severity, finding.Number("share of the successes")));
    }

    [Fact]
    public void Failed_errors_are_not_accepted_ones()
    {
        AuditRuns.FindNothing(new AcceptedErrorsRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(50, 50, failedStatus: 404))));
        Assert.NotNull(AuditRuns.Judge(new AcceptedErrorsRule(), AuditRuns.Imported(("GET /a", AuditRuns.Reported(50)))).Reason);
    }

    [Fact]
    public void Different_ids_with_one_size_are_a_warning()
    {
        var run = AuditRuns.Imported([.. Enumerable.Range(0, 200).Select(i => ($"GET /status/{i}/", AuditRuns.Reported(1, size: 5_178)))]);
        var finding = Assert.Single(AuditRuns.Find(new SameSizeRule(), run));
        Assert.Equal((NoteSeverity.Warning, 200, 200, 5_178), (finding.Severity, finding.Number("requests"), finding.Number("names"), finding.Number("size of every answer")));
        Assert.Equal("GET /status/{id}/", finding.Subject);
    }

    [Fact]
    public void Different_sizes_and_health_endpoints_are_not()
    {
        AuditRuns.FindNothing(new SameSizeRule(), AuditRuns.Imported([.. Enumerable.Range(0, 200).Select(i => ($"GET /status/{i}/", AuditRuns.Reported(1, size: 500 + (i % 3))))]));
        AuditRuns.FindNothing(new SameSizeRule(), AuditRuns.Imported(("GET /health", AuditRuns.Reported(134, size: 98)), ("GET /api/health", AuditRuns.Reported(29, size: 98))));
        Assert.NotNull(AuditRuns.Judge(new SameSizeRule(), AuditRuns.Own()).Reason);
    }

    [Fact]
    public void Redirects_of_a_page_are_a_warning_and_of_a_form_a_note()
    {
        var finding = Assert.Single(AuditRuns.Find(new RedirectRule(), AuditRuns.Own(("GET /orders", AuditRuns.Stats(100, status: 302)))));
        Assert.Equal((NoteSeverity.Warning, 100), (finding.Severity, finding.Number("redirects")));
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new RedirectRule(), AuditRuns.Own(("POST /orders", AuditRuns.Stats(100, status: 303))))).Severity);
        AuditRuns.FindNothing(new RedirectRule(), AuditRuns.Own(("GET /orders", AuditRuns.Stats(1_000)), ("GET /old", AuditRuns.Stats(100, status: 301))));
    }

    [Fact]
    public void Too_many_requests_is_a_rate_limit_and_no_capacity()
    {
        var run = AuditRuns.Own(("GET /items", AuditRuns.Stats(950, 50, failedStatus: 429)));
        var finding = Assert.Single(AuditRuns.Find(new ThrottleRule(), run));
        Assert.Equal((NoteSeverity.Warning, 50, 5), (finding.Severity, finding.Number("answers 429"), finding.Number("share of all requests")));
        Assert.StartsWith("Rate limited", finding.Meaning);
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new ThrottleRule(), run, use: AuditUse.Capacity)).Severity);
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new ThrottleRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(800, 200, failedStatus: 429))))).Severity);
    }

    [Fact]
    public void An_unavailable_server_limits_only_where_it_says_when_to_come_back()
    {
        var run = AuditRuns.Own(("GET /items", AuditRuns.Stats(950, 50, failedStatus: 503)));
        AuditRuns.FindNothing(new ThrottleRule(), run);
        var sample = new FailureSample { At = AuditRuns.Start, Url = "http://localhost/", Status = 503, ResponseTime = 1, Body = "", Headers = new Dictionary<string, string> { ["retry-after"] = "30" } };
        run.Failures[0].Stats.Samples = [sample];
        Assert.Equal(50, Assert.Single(AuditRuns.Find(new ThrottleRule(), run)).Number("answers 503 with Retry-After"));
    }

    [Theory]
    [InlineData("CatchResponseError('Failed to reject: 429')", 429)]
    [InlineData("HTTPError('503 Server Error: Service Unavailable for url: http://localhost:8000/a')", 503)]
    [InlineData("Too Many Requests", 429)]
    [InlineData("Request was throttled. Expected available in 1234 seconds.", 429)]
    [InlineData("Rate limited", 429)]
    [InlineData("CatchResponseError('Burst create failed: 0')", 0)]
    [InlineData("Service degraded (503)", 503)]
    [InlineData("status=401", 401)]
    [InlineData("Forbidden", 403)]
    [InlineData("ConnectionError(MaxRetryError(\"HTTPSConnectionPool(host='localhost', port=500): Max retries exceeded\"))", null)]
    [InlineData("took 500 ms", null)]
    [InlineData("no answer within 30 s", null)]
    [InlineData("expected 4294 rows", null)]
    public void A_failures_text_tells_its_status(string text, int? status) => Assert.Equal(status, FailureText.Status(text));

    [Fact]
    public void Failures_weigh_by_their_rate_and_by_whether_a_verdict_says_so()
    {
        var mostly = AuditRuns.Reported(1_000, 722);
        var finding = Assert.Single(AuditRuns.Find(new FailureRateRule(), AuditRuns.Imported(("GET /a", mostly))));
        Assert.Equal((NoteSeverity.Invalid, 72.2, 722), (finding.Severity, finding.Number("failure rate"), finding.Number("failed")));
        var own = AuditRuns.Own(("GET /a", AuditRuns.Stats(300, 700)));
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new FailureRateRule(), own)).Severity);
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new FailureRateRule(), own, use: AuditUse.Capacity)).Severity);
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new FailureRateRule(), AuditRuns.Imported(("GET /a", AuditRuns.Reported(300, 1))))).Severity); // one in 300
        AuditRuns.FindNothing(new FailureRateRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(9_999, 1))));
    }

    [Fact]
    public void A_request_that_was_always_rejected_was_not_tested()
    {
        var run = AuditRuns.Imported(("POST /deployments/", AuditRuns.Reported(700, 700)), ("GET /list", AuditRuns.Reported(300))) with
        {
            Failures = [AuditRuns.Failure("POST /deployments/", "CatchResponseError('Create failed: 403')", 700)],
        };
        var finding = Assert.Single(AuditRuns.Find(new RejectedRule(), run));
        Assert.Equal((NoteSeverity.Invalid, "POST /deployments/", 700), (finding.Severity, finding.Subject, finding.Number("answers 401 or 403")));
        AuditRuns.FindNothing(new RejectedRule(), run with { Failures = [AuditRuns.Failure("POST /deployments/", "Create failed: 500", 700)] });
        AuditRuns.FindNothing(new RejectedRule(), AuditRuns.Own(("GET /secret", AuditRuns.Stats(100, status: 403)))); // the test wanted it
    }

    [Fact]
    public void Fast_failures_move_the_percentiles_of_all()
    {
        var finding = Assert.Single(AuditRuns.Find(new FastFailuresRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(400, 600, ms: 100, failedMs: 4)))));
        Assert.Equal(NoteSeverity.Warning, finding.Severity);
        Assert.InRange(finding.Number("median of all"), 4, 6.1);
        Assert.InRange(finding.Number("median of the successes"), 95, 105);
        AuditRuns.FindNothing(new FastFailuresRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(995, 5, ms: 100, failedMs: 4))));
        AuditRuns.FindNothing(new FastFailuresRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(400, 600, ms: 100, failedMs: 900))));
        Assert.NotNull(AuditRuns.Judge(new FastFailuresRule(), AuditRuns.Own()).Reason);
    }

    [Fact]
    public void Of_a_file_that_mixes_them_the_rows_tell_what_the_successes_took()
    {
        var run = AuditRuns.Imported(
            ("POST /create", AuditRuns.Reported(600, 600, mean: 4, median: 4, max: 9, percentiles: [(50, 4), (95, 6), (99, 8), (100, 9)])),
            ("GET /list", AuditRuns.Reported(400, mean: 14, median: 13, max: 50, percentiles: [(50, 13), (95, 30), (99, 40), (100, 50)])));
        run = run with { Imported = run.Imported! with { Total = AuditRuns.Reported(1_000, 600, mean: 8, median: 5, max: 50, percentiles: [(50, 5), (95, 20), (99, 35), (100, 50)]) } };
        var finding = Assert.Single(AuditRuns.Find(new FastFailuresRule(), run));
        Assert.Equal(NoteSeverity.Invalid, finding.Severity);
        Assert.Contains("the median of all requests is 5.00 ms, of the successes it is 13.0 ms", finding.Meaning, StringComparison.Ordinal);
        Assert.Equal((5, 13, 13), (finding.Number("median of all"), finding.Number("median of the successes, at least"), finding.Number("median of the successes, at most")));
    }
}
