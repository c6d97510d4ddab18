using Stampede.Results;

namespace Stampede.Tests;

public sealed class JudgeTests
{
    private static readonly RunResult Good = MadeRun.Of((MadeRun.Get("/"), MadeRun.Successes(100)));
    private static readonly RunResult Failing = MadeRun.Of((MadeRun.Get("/"), MadeRun.Successes(99, failures: 1)));
    private static readonly RunResult Empty = MadeRun.Of();

    [Fact]
    public void A_run_without_failures_and_thresholds_passes() => Assert.Equal((Verdict.Passed, 0), Judged(Good));

    [Fact]
    public void Thresholds_that_hold_pass()
    {
        var judged = Judge.Apply(Good, [Threshold.Parse("p(99) < 1s"), Threshold.Parse("requests >= 100")], 1);
        Assert.Equal((Verdict.Passed, 0), (judged.Verdict, judged.ExitCode));
        Assert.Equal(["p(99) < 1s", "requests >= 100"], judged.Thresholds.Select(t => t.Expression));
    }

    [Fact]
    public void Failed_requests_alone_exit_with_1_or_what_was_asked_for()
    {
        Assert.Equal((Verdict.Passed, 1), Judged(Failing));
        Assert.Equal((Verdict.Passed, 1), Judged(Failing, "p(99) < 1s", "GET /: failures < 10"));
        Assert.Equal((Verdict.Passed, 42), Judged(Failing, exitCodeOnError: 42));
        Assert.Equal((Verdict.Passed, 0), Judged(Failing, exitCodeOnError: 0));
    }

    [Theory]
    [InlineData("failures <= 1")]
    [InlineData("failure_rate <= 1%")]
    [InlineData("success_rate >= 99%")]
    public void A_threshold_that_covers_failures_decides_about_them(string threshold) => Assert.Equal((Verdict.Passed, 0), Judged(Failing, threshold));

    [Fact]
    public void Crashed_and_lost_users_exit_with_1()
    {
        var lost = Good with { Classes = [new UserClassSample { Name = "A", Planned = 2, Running = 1, Lost = 1, Iterations = 9, TasksStarted = [9] }] };
        var crashed = Good with { UserErrors = [new UserErrorInterval("A", "Create", "System.Exception", "no", 1, "")] };
        Assert.Equal((Verdict.Passed, 1), Judged(lost));
        Assert.Equal((Verdict.Passed, 1), Judged(crashed));
        Assert.Equal((Verdict.Passed, 0), Judged(crashed, "failures < 1"));
    }

    [Fact]
    public void A_threshold_that_does_not_hold_fails() => Assert.Equal((Verdict.Failed, 3), Judged(Failing, "failures < 1", "p(99) < 1s"));

    [Fact]
    public void A_threshold_without_data_is_no_data() => Assert.Equal((Verdict.NoData, 4), Judged(Good, "/nowhere: p(99) < 1s", "p(99) < 1s"));

    [Fact]
    public void A_failed_threshold_goes_before_one_without_data() =>
        Assert.Equal((Verdict.Failed, 3), Judged(Good, "/nowhere: p(99) < 1s", "p(99) < 1ms"));

    [Fact]
    public void No_request_at_all_is_no_data_with_thresholds_and_without()
    {
        Assert.Equal((Verdict.NoData, 4), Judged(Empty));
        Assert.Equal((Verdict.NoData, 4), Judged(Empty, "requests >= 0"));
        Assert.Equal((Verdict.Failed, 3), Judged(Empty, "requests >= 1"));
        Assert.Equal((Verdict.NoData, 4), Judged(Empty with { UserErrors = [new UserErrorInterval("A", "OnStart", "System.Exception", "no", 1, "")] }));
    }

    [Fact]
    public void An_invalid_run_is_invalid_whatever_its_thresholds_say()
    {
        var invalid = Good with { Notes = [new RunNote("BLOCKED-LOOP", NoteSeverity.Invalid, "…")] };
        Assert.Equal((Verdict.Invalid, 5), Judged(invalid));
        Assert.Equal((Verdict.Invalid, 5), Judged(invalid, "p(99) < 1ms"));
        Assert.Equal((Verdict.Invalid, 5), Judged(Good with { Ending = RunEnding.LoopBlocked }));
        Assert.Equal((Verdict.Passed, 0), Judged(Good with { Notes = [new RunNote("X", NoteSeverity.Warning, "…")] }));
    }

    [Fact]
    public void An_error_in_Stampede_goes_before_everything() =>
        Assert.Equal((Verdict.Invalid, 7), Judged(Good with { Ending = RunEnding.Crashed, Notes = [new RunNote("X", NoteSeverity.Invalid, "…")] }, "p(99) < 1ms"));

    [Fact]
    public void An_interrupted_run_is_judged_like_any_other() => Assert.Equal((Verdict.Passed, 0), Judged(Good with { Ending = RunEnding.Interrupted }));

    [Fact]
    public void A_run_that_a_threshold_ended_has_failed_even_where_the_last_answers_saved_it() =>
        Assert.Equal((Verdict.Failed, 3), Judged(Good with { Ending = RunEnding.ThresholdAborted }, "p(99) < 1s abort"));

    private static (Verdict? Verdict, int? ExitCode) Judged(RunResult run, params string[] thresholds) => Judged(run, 1, thresholds);

    private static (Verdict? Verdict, int? ExitCode) Judged(RunResult run, int exitCodeOnError, params string[] thresholds)
    {
        var judged = Judge.Apply(run, [.. thresholds.Select(Threshold.Parse)], exitCodeOnError);
        return (judged.Verdict, judged.ExitCode);
    }
}
