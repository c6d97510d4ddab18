using Stampede.Auditing;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class CountRulesTests
{
    [Fact]
    public void A_mean_of_all_that_is_not_that_of_the_rows_is_a_warning()
    {
        var run = AuditRuns.Imported(("GET /a", AuditRuns.Reported(100, mean: 10, max: 50)), ("GET /b", AuditRuns.Reported(100, mean: 30, max: 90)));
        var wrong = run with { Imported = run.Imported! with { Total = AuditRuns.Reported(200, mean: 30, max: 90) } };
        var finding = Assert.Single(AuditRuns.Find(new SumsRule(), wrong));
        Assert.Equal((NoteSeverity.Warning, 20, 30), (finding.Severity, finding.Number("mean of the rows"), finding.Number("mean, stated")));

        var rounded = run with { Imported = run.Imported! with { Total = AuditRuns.Reported(200, mean: 20.4, max: 90) } };
        AuditRuns.FindNothing(new SumsRule(), rounded);
    }

    [Fact]
    public void Answers_per_status_that_do_not_add_up_are_invalid()
    {
        var stats = AuditRuns.Stats(100);
        stats.Statuses[404] = 7;
        var finding = Assert.Single(AuditRuns.Find(new StatusCountRule(), AuditRuns.Own(("GET /a", stats), ("GET /b", AuditRuns.Stats(5)))));
        Assert.Equal((NoteSeverity.Invalid, 107, 100), (finding.Severity, finding.Number("statuses"), finding.Number("requests")));
        Assert.Equal(["GET /a"], finding.Examples);
        AuditRuns.FindNothing(new StatusCountRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(90, 10))));
        Assert.NotNull(AuditRuns.Judge(new StatusCountRule(), AuditRuns.Imported(("GET /a", AuditRuns.Reported(5)))).Reason);
    }

    [Fact]
    public void More_accepted_errors_than_errors_are_invalid()
    {
        var stats = AuditRuns.Stats(100);
        stats.Accepted = 1;
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new StatusCountRule(), AuditRuns.Own(("GET /a", stats)))).Severity);
    }

    [Fact]
    public void A_list_of_failures_that_does_not_add_up_is_found()
    {
        var run = AuditRuns.Own(("GET /a", AuditRuns.Stats(90, 10)));
        AuditRuns.FindNothing(new FailureCountRule(), run);
        var wrong = run with { Failures = [AuditRuns.Failure("GET /a", "status 500", 9)] };
        var finding = Assert.Single(AuditRuns.Find(new FailureCountRule(), wrong));
        Assert.Equal((NoteSeverity.Invalid, 9, 10), (finding.Severity, finding.Number("listed"), finding.Number("failed")));

        var imported = AuditRuns.Imported(("GET /a", AuditRuns.Reported(100, 10))) with { Failures = [AuditRuns.Failure("GET /a", "500", 4)] };
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new FailureCountRule(), imported)).Severity);
        AuditRuns.FindNothing(new FailureCountRule(), imported with { Failures = [] }); // the file of failures is not there
    }

    [Fact]
    public void More_failures_than_requests_cannot_be() => Assert.Equal(
        NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new FailureCountRule(), AuditRuns.Imported(("GET /a", AuditRuns.Reported(10, 11))))).Severity);

    [Fact]
    public void A_histogram_with_another_count_than_the_requests_is_invalid()
    {
        var stats = AuditRuns.Stats(100, 5);
        AuditRuns.FindNothing(new TimesCountRule(), AuditRuns.Own(("GET /a", stats)));
        stats.ResponseTime.Record(10_000);
        var finding = Assert.Single(AuditRuns.Find(new TimesCountRule(), AuditRuns.Own(("GET /a", stats))));
        Assert.Equal((NoteSeverity.Invalid, 105, 106), (finding.Severity, finding.Number("requests"), finding.Number("response times")));
        AuditRuns.FindNothing(new TimesCountRule(), AuditRuns.Imported(("GET /a", AuditRuns.Reported(100, 5))));
    }

    [Fact]
    public void Intervals_that_do_not_add_up_to_the_totals_are_invalid()
    {
        var run = AuditRuns.Own(("GET /a", AuditRuns.Stats(5_990, 10)));
        var course = AuditRuns.Points(60, i => AuditRuns.Point(i, failed: i < 10 ? 1 : 0));
        AuditRuns.FindNothing(new CourseCountRule(), run, course);
        var finding = Assert.Single(AuditRuns.Find(new CourseCountRule(), run, course.Take(59).ToArray()));
        Assert.Equal((NoteSeverity.Invalid, 6_000, 5_900), (finding.Severity, finding.Number("requests in all"), finding.Number("requests over time")));
        var unwritten = run with { Notes = [new RunNote("FILES-INCOMPLETE", NoteSeverity.Warning, "The disk is full.")] };
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new CourseCountRule(), unwritten, course.Take(59).ToArray())).Severity);
        Assert.NotNull(AuditRuns.Judge(new CourseCountRule(), run).Reason);
    }

    [Fact]
    public void A_history_may_lack_its_last_seconds_but_not_more()
    {
        var run = AuditRuns.Imported(("GET /a", AuditRuns.Reported(6_000)));
        AuditRuns.FindNothing(new CourseCountRule(), run, AuditRuns.Points(57));
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new CourseCountRule(), run, AuditRuns.Points(40))).Severity);
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new CourseCountRule(), run, AuditRuns.Points(61))).Severity);
    }

    [Fact]
    public void Rows_whose_rates_are_of_different_durations_are_invalid()
    {
        var finding = AuditRuns.Find(new RateRule(), AuditRuns.Imported(Rated("GET /a", 1_500, 35), Rated("GET /b", 300, 24)))[0];
        Assert.Equal(NoteSeverity.Invalid, finding.Severity);
        Assert.Equal((300, 12.5, 1_500, 1_500 / 35.0), (finding.Number("requests"), finding.Number("which takes"), finding.Number("requests of another row"), finding.Number("which takes there")));
        AuditRuns.FindNothing(new RateRule(), AuditRuns.Imported(Rated("GET /a", 1_500, 25), Rated("GET /b", 301, 5))); // rates of whole numbers are rounded
        Assert.NotNull(AuditRuns.Judge(new RateRule(), AuditRuns.Own()).Reason);
    }

    [Fact]
    public void A_request_cannot_take_longer_than_the_run()
    {
        var finding = Assert.Single(AuditRuns.Find(new RateRule(), AuditRuns.Imported(Rated("GET /a", 90, 15, max: 12_000))));
        Assert.Equal((NoteSeverity.Invalid, 6, 12), (finding.Severity, finding.Number("which takes"), finding.Number("maximum")));
        AuditRuns.FindNothing(new RateRule(), AuditRuns.Imported(Rated("GET /a", 90, 15, max: 6_000)));
    }

    [Fact]
    public void A_rate_that_does_not_fit_the_planned_duration_is_a_warning()
    {
        var run = AuditRuns.Imported(Rated("GET /a", 300, 50));
        var finding = Assert.Single(AuditRuns.Find(new RateRule(), run, plan: new AuditPlan { Duration = TimeSpan.FromMinutes(2) }));
        Assert.Equal((NoteSeverity.Warning, 6, 120, 6_000), (finding.Severity, finding.Number("which takes"), finding.Number("planned duration"), finding.Number("requests in that time at that rate")));
        AuditRuns.FindNothing(new RateRule(), run, plan: new AuditPlan { Duration = TimeSpan.FromSeconds(15) });
    }

    private static (string, Metrics.RequestStats) Rated(string request, long count, double rate, double max = 87.4)
    {
        var stats = AuditRuns.Reported(count, max: max);
        stats.Reported = stats.Reported! with { Rate = rate };
        return (request, stats);
    }
}
