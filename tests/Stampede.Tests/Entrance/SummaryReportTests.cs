using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Tests;

public sealed class SummaryReportTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_failed_run_is_told_in_full(int width) => Matches($"summary-failed-{width}.txt", PrintedRuns.Failed(), width);

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_passed_run_is_told_in_short(int width) => Matches($"summary-passed-{width}.txt", PrintedRuns.Passed(), width);

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(61)]
    [InlineData(100)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        var printed = new Printed(width);
        SummaryReport.Write(PrintedRuns.Failed(), printed.Console);
        Assert.All(printed.Lines, line => Assert.True(line.Length <= width, $"'{line}' is wider than {width}"));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_run_with_phases_arrivals_transactions_and_metrics_shows_them(int width) => Matches($"summary-measured-{width}.txt", PrintedRuns.Measured(), width);

    [Fact]
    public void What_was_changed_for_the_run_is_told_without_secrets()
    {
        var run = PrintedRuns.Passed();
        var printed = new Printed(120);
        SummaryReport.Write(
            run with { Plan = run.Plan with { Overrides = new Dictionary<string, string> { ["users"] = "10 (STAMPEDE_USERS)", ["host"] = "http://ann:secret@localhost:1" } } },
            printed.Console);
        Assert.Contains("Changed for this run: users 10 (STAMPEDE_USERS), host http://***@localhost:1.", printed.Text);
    }

    [Fact]
    public void Service_time_is_told_beside_the_response_time_where_readers_would_see_a_difference()
    {
        var stats = PrintedRuns.Stats(10_000, 10_000, 200);
        stats.ServiceTime = stats.ResponseTime.Copy();
        stats.ServiceTime.Record(9_999);
        Assert.DoesNotContain("Service time", Text(Only(stats)));
        stats.ServiceTime.Record(5_000, 20_000);
        var text = Text(Only(stats));
        Assert.Contains("Service time            median 5.00, p99 ", text);
        Assert.Contains(" ms; response time median 11.2, p99 ", text);
    }

    [Fact]
    public void An_example_of_what_is_not_HTTP_has_no_status()
    {
        var sample = new FailureSample
        {
            At = PrintedRuns.Started,
            Url = "SQL insert",
            Status = -1,
            ResponseTime = 2_345,
            Body = "System.TimeoutException: late",
            Headers = new Dictionary<string, string>(),
        };
        var failure = new FailureInterval(new FailureKey(new("SQL", "insert"), FailureKind.Exception, "late"), new FailureStats { Count = 1, Samples = [sample] });
        Assert.Contains("such as SQL insert in 2.35 ms: System.TimeoutException: late", Text(PrintedRuns.Passed() with { Failures = [failure] }));
    }

    [Fact]
    public void A_killed_run_has_no_verdict()
    {
        var killed = PrintedRuns.Passed() with { Ending = RunEnding.None, Verdict = null, ExitCode = null, Thresholds = [] };
        Assert.Contains("NO VERDICT  its process was killed, so it was not judged.", Text(killed));
        Assert.Contains("The thresholds were not judged.", Text(killed));
    }

    [Fact]
    public void A_run_without_requests_says_so()
    {
        var empty = PrintedRuns.Passed() with { Requests = new Dictionary<RequestKey, RequestStats>(), Duration = TimeSpan.Zero };
        Assert.Contains("No request was settled.", Text(empty));
    }

    [Fact]
    public void Failures_that_no_threshold_covers_are_not_called_passed()
    {
        var run = PrintedRuns.Failed() with { Verdict = Verdict.Passed, ExitCode = 1 };
        Assert.Contains("FAILURES  76 of 25,440 requests failed, users' code threw 3 times, 3 users were lost, and no threshold covers failures. Exit code 1.", Text(run));
    }

    [Theory]
    [InlineData(Verdict.Invalid, 5, "INVALID  The numbers must not be believed")]
    [InlineData(Verdict.NoData, 4, "NO DATA  1 of 3 thresholds had nothing to measure. Exit code 4.")]
    [InlineData(Verdict.Failed, 3, "FAILED  1 of 3 thresholds does not hold. Exit code 3.")]
    public void Every_verdict_has_its_line(Verdict verdict, int exitCode, string line) =>
        Assert.Contains(line, Text(PrintedRuns.Failed() with { Verdict = verdict, ExitCode = exitCode }));

    [Fact]
    public void Errors_are_told_beside_thresholds_that_hold()
    {
        var run = SampleOf(0, [new ThresholdResult("failure_rate < 1%", ThresholdOutcome.Passed, 0.001, "0.1 %")]);
        Assert.Contains("PASSED  The threshold holds; 76 of 25,440 requests failed, users' code threw 3 times, 3 users were lost.", Text(run));
        Assert.Contains("PASSED  76 of 25,440 requests failed, users' code threw 3 times, 3 users were lost; there are no thresholds.", Text(SampleOf(0, [])));

        static RunResult SampleOf(int exitCode, ThresholdResult[] thresholds) =>
            PrintedRuns.Failed() with { Verdict = Verdict.Passed, ExitCode = exitCode, Thresholds = thresholds };
    }

    [Fact]
    public void A_verdict_without_a_threshold_that_caused_it_says_what_did()
    {
        var none = PrintedRuns.Passed() with { Requests = new Dictionary<RequestKey, RequestStats>(), Verdict = Verdict.NoData, ExitCode = 4 };
        Assert.Contains("NO DATA  No request was settled. Exit code 4.", Text(none));
        var aborted = PrintedRuns.Passed() with { Ending = RunEnding.ThresholdAborted, Verdict = Verdict.Failed, ExitCode = 3 };
        Assert.Contains("FAILED  A threshold ended the run. Exit code 3.", Text(aborted));
    }

    [Fact]
    public void Percentiles_say_of_successes_only_where_failures_exceed_a_thousandth()
    {
        var stats = PrintedRuns.Stats(999, 1_000, 200);
        stats.Settled++;
        stats.Failed++;
        Assert.DoesNotContain("of successes", Text(Only(stats)));
        stats.Settled--;
        Assert.Contains("Response times of successes in ms", Text(Only(stats)));
    }

    [Fact]
    public void Too_few_values_for_a_confidence_interval_are_said_to_be()
    {
        var text = Text(Only(PrintedRuns.Stats(100, 1_000, 200)));
        Assert.Contains("p99 at least 1.24 (too few requests for an upper end)", text);
    }

    [Fact]
    public void What_servers_answer_cannot_move_the_cursor()
    {
        var failure = new FailureInterval(new FailureKey(PrintedRuns.Detail, FailureKind.Declared, "a\u001b[2Jb\nc"), new FailureStats { Count = 1 });
        Assert.Contains("a·[2Jb c", Text(PrintedRuns.Passed() with { Failures = [failure] }));
    }

    [Fact]
    public void Brackets_are_text_and_no_markup()
    {
        var failure = new FailureInterval(new FailureKey(PrintedRuns.Detail, FailureKind.Declared, "[red]not[/] markup]"), new FailureStats { Count = 1 });
        Assert.Contains("[red]not[/] markup]", Text(PrintedRuns.Passed() with { Failures = [failure] }));
    }

    [Fact]
    public void Colours_are_there_with_a_terminal_and_gone_without()
    {
        var colored = new Printed(120, isTerminal: true, color: true);
        SummaryReport.Write(PrintedRuns.Failed(), colored.Console);
        Assert.Contains("\u001b[", colored.Text);

        var plain = new Printed(120, isTerminal: true, color: false);
        SummaryReport.Write(PrintedRuns.Failed(), plain.Console);
        Assert.DoesNotMatch("\u001b\\[[0-9;]*[34][0-9]", plain.Text);
    }

    private static RunResult Only(RequestStats stats) =>
        PrintedRuns.Passed() with { Requests = new Dictionary<RequestKey, RequestStats> { [PrintedRuns.Create] = stats } };

    private static string Text(RunResult run)
    {
        var printed = new Printed(200);
        SummaryReport.Write(run, printed.Console);
        return printed.Text;
    }

    private static void Matches(string name, RunResult run, int width)
    {
        var printed = new Printed(width);
        SummaryReport.Write(run, printed.Console, [("CSV", "results/scenario1_stats.csv")]);
        Snapshot.Matches(name, printed.Text);
    }
}
