using Stampede.Auditing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>The rules about how a run went over time.</summary>
public sealed class CourseRulesTests
{
    [Fact]
    public void The_closed_model_is_labelled()
    {
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new ClosedModelRule(), AuditRuns.Own(), AuditRuns.Points(60))).Severity);
        Assert.NotNull(AuditRuns.Judge(new ClosedModelRule(), CourseRuns.Arrivals(), AuditRuns.Points(60, i => CourseRuns.Arriving(i))).Reason);
    }

    [Fact]
    public void A_closed_run_that_slowed_itself_down_is_a_warning()
    {
        var slowed = Assert.Single(AuditRuns.Find(new ClosedModelRule(), AuditRuns.Own(), AuditRuns.Points(60, i => AuditRuns.Point(i, i < 30 ? 100 : 85, ms: i < 30 ? 10 : 30))));
        Assert.Equal((NoteSeverity.Warning, 100, 85), (slowed.Severity, slowed.Number("rate in the first third"), slowed.Number("rate in the last third")));
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new ClosedModelRule(), AuditRuns.Own(), AuditRuns.Points(60, i => AuditRuns.Point(i, i < 30 ? 100 : 92, ms: i < 30 ? 10 : 30)))).Severity);
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new ClosedModelRule(), AuditRuns.Own(), AuditRuns.Points(60, i => AuditRuns.Point(i, i < 30 ? 100 : 70, ms: 10)))).Severity);
    }

    [Fact]
    public void A_run_of_our_own_above_its_think_time_ceiling_is_a_warning()
    {
        // 10 users that wait 100 ms: 100 iterations per second.
        var run = AuditRuns.Own();
        var load = new LoadPartPlan { Name = "users", Kind = "users", Description = "10 users", IsOpen = false, Users = 10, Start = TimeSpan.Zero, Classes = ["Buyer"] };
        run = run with { Plan = run.Plan with { Load = run.Plan.Load with { Parts = [load] } } };
        var finding = Assert.Single(AuditRuns.Find(new ThinkTimeRule(), run, AuditRuns.Points(60, i => AuditRuns.Point(i, 112))));
        Assert.Equal((NoteSeverity.Warning, 112), (finding.Severity, finding.Number("measured")));
        AuditRuns.FindNothing(new ThinkTimeRule(), run, AuditRuns.Points(60, i => AuditRuns.Point(i, 104)));
        Assert.NotNull(AuditRuns.Judge(new ThinkTimeRule(), AuditRuns.Own(), AuditRuns.Points(60)).Reason);

        var told = run with { Notes = [new RunNote("TARGET-UNREACHABLE", NoteSeverity.Warning, "10 users of Buyer cannot.")] };
        Assert.Equal(100, Assert.Single(AuditRuns.Find(new ThinkTimeRule(), told, AuditRuns.Points(60, i => AuditRuns.Point(i, 90)))).Number("ceiling"));
    }

    [Fact]
    public void Another_tools_run_above_its_think_time_ceiling_is_invalid()
    {
        var plan = new AuditPlan { Users = 10, Classes = [new AuditPlanClass { Name = "Buyer", MeanWait = 0.1 }], Targets = ["requests_per_second >= 100"] };
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new ThinkTimeRule(), AuditRuns.Imported(("GET /a", AuditRuns.Reported(6_400))), plan: plan)).Severity);
        AuditRuns.FindNothing(new ThinkTimeRule(), AuditRuns.Imported(("GET /a", AuditRuns.Reported(6_200))), plan: plan);
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(
            new ThinkTimeRule(), AuditRuns.Imported(("GET /a", AuditRuns.Reported(6_000))), plan: plan with { Targets = ["requests_per_second >= 101"] })).Severity);
        Assert.NotNull(AuditRuns.Judge(new ThinkTimeRule(), AuditRuns.Imported()).Reason);
    }

    [Fact]
    public void Littles_law_of_a_run_of_our_own()
    {
        // 10 users with a wait of 100 ms: at 10 ms an answer that is 90.9 requests per second.
        RunResult own = AuditRuns.Own();
        AuditRuns.FindNothing(new LittleRule(), own, AuditRuns.Points(60, i => AuditRuns.Point(i, 91)));
        AuditRuns.FindNothing(new LittleRule(), own, AuditRuns.Points(60, i => AuditRuns.Point(i, 95)));
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new LittleRule(), own, AuditRuns.Points(60, i => AuditRuns.Point(i, 101)))).Severity);
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new LittleRule(), own, AuditRuns.Points(60, i => AuditRuns.Point(i, 120)))).Severity);
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new LittleRule(), own, AuditRuns.Points(60, i => AuditRuns.Point(i, 50)))).Severity);
        Assert.NotNull(AuditRuns.Judge(new LittleRule(), CourseRuns.Waiting(null), AuditRuns.Points(60)).Reason);
        Assert.NotNull(AuditRuns.Judge(new LittleRule(), own, AuditRuns.Points(9)).Reason);
    }

    [Fact]
    public void Littles_law_of_another_tools_run_with_its_plan()
    {
        var plan = new AuditPlan { Users = 10, Classes = [new AuditPlanClass { Name = "Buyer", MeanWait = 0.1 }] };
        var finding = Assert.Single(AuditRuns.Find(new LittleRule(), AuditRuns.Imported(), AuditRuns.Points(60, i => AuditRuns.Point(i, 50)), plan));
        Assert.Equal((NoteSeverity.Invalid, 10), (finding.Severity, finding.Number("users")));
        Assert.Equal(5.5, finding.Number("users accounted for"), 0.001);
        AuditRuns.FindNothing(new LittleRule(), AuditRuns.Imported(), AuditRuns.Points(60, i => AuditRuns.Point(i, 88)), plan);
        Assert.NotNull(AuditRuns.Judge(new LittleRule(), AuditRuns.Imported(), AuditRuns.Points(60)).Reason);
    }

    [Fact]
    public void Throughput_that_stays_while_users_and_times_grow_is_saturation()
    {
        // To 100 users in 10 s; 50 requests per second whatever comes.
        AuditPoint Saturated(int i) => AuditRuns.Point(i, 50, users: Math.Min(100, (i + 1) * 10), ms: i < 10 ? 20 + (i * 20) : 1_900);
        var finding = Assert.Single(AuditRuns.Find(new SaturationRule(), AuditRuns.Own(), AuditRuns.Points(60, Saturated)));
        Assert.Equal((NoteSeverity.Warning, 100, 50), (finding.Severity, finding.Number("users at the end"), finding.Number("rate at the end")));
        Assert.Equal(2, finding.Number("users ÷ rate"), 0.001);
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new SaturationRule(), CourseRuns.Waiting(0), AuditRuns.Points(60, Saturated))).Severity);
    }

    [Fact]
    public void Throughput_that_grows_with_the_users_is_none()
    {
        AuditRuns.FindNothing(new SaturationRule(), AuditRuns.Own(), AuditRuns.Points(60, i => AuditRuns.Point(i, Math.Min(100, (i + 1) * 10) * 5, users: Math.Min(100, (i + 1) * 10), ms: i < 10 ? 20 : 60)));

        // Throughput that the waits hold, not the target: of the users few are within a request.
        AuditRuns.FindNothing(new SaturationRule(), AuditRuns.Own(), AuditRuns.Points(60, i => AuditRuns.Point(i, 50, users: Math.Min(100, (i + 1) * 10), ms: i < 10 ? 20 : 200)));
    }

    [Fact]
    public void In_flight_that_grows_to_the_end_is_overload()
    {
        var finding = Assert.Single(AuditRuns.Find(new OverloadRule(), CourseRuns.Arrivals(), AuditRuns.Points(60, i => CourseRuns.Arriving(i, inFlight: 5 + (i * 10)))));
        Assert.Equal((NoteSeverity.Warning, 595), (finding.Severity, finding.Number("in flight at the end")));
        Assert.Equal(NoteSeverity.Invalid, AuditRuns.Find(new OverloadRule(), CourseRuns.Arrivals(), AuditRuns.Points(60, i => CourseRuns.Arriving(i, inFlight: 5 + (i * 10))), use: AuditUse.Capacity)[0].Severity);
        AuditRuns.FindNothing(new OverloadRule(), CourseRuns.Arrivals(), AuditRuns.Points(60, i => CourseRuns.Arriving(i, inFlight: i is > 20 and < 40 ? 600 : 5)));
        AuditRuns.FindNothing(new OverloadRule(), CourseRuns.Arrivals(), AuditRuns.Points(60, i => CourseRuns.Arriving(i, inFlight: 300 + (i % 7))));
    }

    [Fact]
    public void A_fraction_of_a_second_after_the_arrivals_does_not_hide_that_in_flight_grew()
    {
        // A late arrival was counted after their close, when the rest was cut off already.
        var after = CourseRuns.Arriving(60, inFlight: 0, scheduled: 1) with { Length = TimeSpan.FromMilliseconds(10) };
        AuditPoint[] points = [.. AuditRuns.Points(60, i => CourseRuns.Arriving(i, inFlight: 5 + (i * 10))), after];
        var finding = Assert.Single(AuditRuns.Find(new OverloadRule(), CourseRuns.Arrivals(), points));
        Assert.Equal(595, finding.Number("in flight at the end"));
    }

    [Fact]
    public void Arrivals_that_a_generator_which_stood_still_started_late_are_no_overload()
    {
        IReadOnlyList<AuditPoint> Points(long late) => AuditRuns.Points(60, i => i < 59 ? CourseRuns.Arriving(i) : CourseRuns.Arriving(i, inFlight: 190, late: late, scheduled: 300));
        Assert.Single(AuditRuns.Find(new OverloadRule(), CourseRuns.Arrivals(), Points(late: 0)));
        AuditRuns.FindNothing(new OverloadRule(), CourseRuns.Arrivals(), Points(late: 200));
    }

    [Fact]
    public void A_time_in_which_the_generator_stood_still_is_none_of_the_targets()
    {
        IReadOnlyList<AuditPoint> Points(double lag) => AuditRuns.Points(60, i => i switch
        {
            30 => AuditRuns.Point(i, 0) with { Length = TimeSpan.FromSeconds(2.2) },
            31 => AuditRuns.Point(i, ms: 2_000) with { Generator = CourseRuns.Generator(lag: lag) },
            _ => CourseRuns.Second(i),
        });
        Assert.Single(AuditRuns.Find(new OverloadRule(), AuditRuns.Own(), Points(lag: 2)));
        AuditRuns.FindNothing(new OverloadRule(), AuditRuns.Own(), Points(lag: 2_000));
    }

    [Fact]
    public void A_time_without_answers_is_found_where_requests_hung()
    {
        IReadOnlyList<AuditPoint> Points(double hungMs) => AuditRuns.Points(60, i => i is >= 30 and < 33 ? AuditRuns.Point(i, 0) : AuditRuns.Point(i, ms: i == 33 ? hungMs : 10));
        var finding = Assert.Single(AuditRuns.Find(new OverloadRule(), AuditRuns.Own(), Points(2_900)));
        Assert.Equal((3, 30), (finding.Number("without an answer"), finding.Number("start")));
        AuditRuns.FindNothing(new OverloadRule(), AuditRuns.Own(), Points(10)); // all users waited
    }

    [Fact]
    public void A_run_in_which_nothing_worked_is_invalid_in_a_file_and_a_warning_in_our_own()
    {
        var points = AuditRuns.Points(10, i => AuditRuns.Point(i, 100, 100));
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new AllFailedRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(0, 1_000))), points)).Severity);
        var imported = Assert.Single(AuditRuns.Find(new AllFailedRule(), AuditRuns.Imported(("GET /a", AuditRuns.Reported(1_000, 1_000))), points));
        Assert.Equal((NoteSeverity.Invalid, 10), (imported.Severity, imported.Number("users in the first second")));
        AuditRuns.FindNothing(new AllFailedRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(1, 999))), points);
        Assert.NotNull(AuditRuns.Judge(new AllFailedRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(0, 19)))).Reason);
    }

    [Fact]
    public void A_capacity_needs_a_load_that_held_and_one_that_did_not()
    {
        AuditOutcome Judge(Func<int, long> failed) =>
            AuditRuns.Judge(new KneeRule(), AuditRuns.Own(), AuditRuns.Points(60, i => AuditRuns.Point(i, 100, failed(i))), use: AuditUse.Capacity);

        Assert.Equal(NoteSeverity.Invalid, Assert.Single(Judge(_ => 2).Findings).Severity);
        Assert.Equal(NoteSeverity.Warning, Assert.Single(Judge(_ => 1).Findings).Severity);
        Assert.Empty(Judge(i => i < 40 ? 0 : 50).Findings);
        Assert.NotNull(AuditRuns.Judge(new KneeRule(), AuditRuns.Own(), AuditRuns.Points(60)).Reason);
    }

    [Fact]
    public void Short_steps_are_noted()
    {
        AuditPoint Step(int i, int length) => AuditRuns.Point(i, 100, users: 10 * ((i / length) + 1));
        var finding = Assert.Single(AuditRuns.Find(new StepLengthRule(), AuditRuns.Own(), AuditRuns.Points(60, i => Step(i, 20))));
        Assert.Equal((NoteSeverity.Note, 3, 20), (finding.Severity, finding.Number("steps"), finding.Number("shortest")));
        AuditRuns.FindNothing(new StepLengthRule(), AuditRuns.Own(), AuditRuns.Points(60, i => Step(i, 30)));
        Assert.NotNull(AuditRuns.Judge(new StepLengthRule(), AuditRuns.Own(), AuditRuns.Points(60)).Reason);
    }

    [Fact]
    public void Users_that_gave_up_are_found()
    {
        RunResult Lost(int lost) => AuditRuns.Own() is var run ? run with { Classes = [run.Classes[0] with { Lost = lost }] } : run;
        var points = AuditRuns.Points(60, i => AuditRuns.Point(i, users: 100));
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new UsersLostRule(), Lost(6), points)).Severity);
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new UsersLostRule(), Lost(5), points)).Severity);
        AuditRuns.FindNothing(new UsersLostRule(), Lost(0), points);
    }

    [Fact]
    public void Users_of_another_tool_that_fell_after_the_start_are_found()
    {
        AuditPoint Users(int i, int peak) => AuditRuns.Point(i, users: i < 5 ? (i + 1) * peak / 5 : 75);
        var finding = Assert.Single(AuditRuns.Find(new UsersLostRule(), AuditRuns.Imported(), AuditRuns.Points(100, i => Users(i, 90))));
        Assert.Equal((NoteSeverity.Warning, 75, 90), (finding.Severity, finding.Number("users of the even load"), finding.Number("highest number of users")));
        AuditRuns.FindNothing(new UsersLostRule(), AuditRuns.Imported(), AuditRuns.Points(100, i => Users(i, 75)));
        AuditRuns.FindNothing(new UsersLostRule(), AuditRuns.Imported(), AuditRuns.Points(100, i => Users(i, 300))); // a spike

        var plan = new AuditPlan { Users = 100 };
        Assert.Equal(100, Assert.Single(AuditRuns.Find(new UsersLostRule(), AuditRuns.Imported(), AuditRuns.Points(100, i => Users(i, 75)), plan)).Number("users planned"));
        AuditRuns.FindNothing(new UsersLostRule(), AuditRuns.Imported(), AuditRuns.Points(100, i => Users(i, 75)), new AuditPlan { Users = 75 });
    }

    [Fact]
    public void A_slow_start_that_moves_the_mean_is_noted()
    {
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new WarmUpRule(), AuditRuns.Own(), AuditRuns.Points(60, i => AuditRuns.Point(i, ms: i < 3 ? 50 : 10)))).Severity);
        AuditRuns.FindNothing(new WarmUpRule(), AuditRuns.Own(), AuditRuns.Points(60, i => AuditRuns.Point(i, ms: i < 3 ? 14 : 10)));
        AuditRuns.FindNothing(new WarmUpRule(), AuditRuns.Own(), AuditRuns.Points(600, i => AuditRuns.Point(i, ms: i < 3 ? 50 : 10)));
    }

    [Fact]
    public void A_trend_is_found_and_noise_is_none()
    {
        var random = new Random(1);
        double Noise() => (random.NextDouble() - 0.5) * 4;
        var rising = Assert.Single(AuditRuns.Find(new DriftRule(), AuditRuns.Own(), AuditRuns.Points(120, i => AuditRuns.Point(i, ms: 20 + (i * 0.05) + Noise()))));
        Assert.Equal(NoteSeverity.Warning, rising.Severity);
        Assert.Contains("rose", rising.Meaning);
        var falling = Assert.Single(AuditRuns.Find(new DriftRule(), AuditRuns.Own(), AuditRuns.Points(120, i => AuditRuns.Point(i, ms: 30 - (i * 0.05) + Noise()))));
        Assert.Contains("warm-up", falling.Meaning);
        AuditRuns.FindNothing(new DriftRule(), AuditRuns.Own(), AuditRuns.Points(120, i => AuditRuns.Point(i, ms: 20 + (i * 0.005) + Noise())));
        Assert.All(Enumerable.Range(0, 50), _ => AuditRuns.FindNothing(new DriftRule(), AuditRuns.Own(), AuditRuns.Points(120, i => AuditRuns.Point(i, ms: 20 + Noise()))));
        Assert.NotNull(AuditRuns.Judge(new DriftRule(), AuditRuns.Own(), AuditRuns.Points(15)).Reason);
    }

    [Fact]
    public void Small_changes_of_fast_answers_weigh_little_for_one_run()
    {
        var points = AuditRuns.Points(120, i => AuditRuns.Point(i, ms: 0.9 - (i * 0.003)));
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new DriftRule(), AuditRuns.Own(), points)).Severity);
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new DriftRule(), AuditRuns.Own(), points, use: AuditUse.Comparison)).Severity);
    }

    [Fact]
    public void A_step_is_told_from_a_trend()
    {
        var random = new Random(2);
        var finding = Assert.Single(AuditRuns.Find(new DriftRule(), AuditRuns.Own(), AuditRuns.Points(120, i => AuditRuns.Point(i, ms: (i < 70 ? 20 : 30) + random.NextDouble()))));
        Assert.InRange(finding.Number("time of the step"), 69, 72);
        AuditRuns.FindNothing(new DriftRule(), AuditRuns.Own(), AuditRuns.Points(120, i => AuditRuns.Point(i, ms: (i is > 60 and < 63 ? 40 : 20) + random.NextDouble())));
    }

    [Fact]
    public void A_short_run_weighs_by_the_use()
    {
        var run = AuditRuns.Own() with { Duration = TimeSpan.FromSeconds(29) };
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new ShortRunRule(), run)).Severity);
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new ShortRunRule(), run, use: AuditUse.Capacity)).Severity);
        AuditRuns.FindNothing(new ShortRunRule(), AuditRuns.Own() with { Duration = TimeSpan.FromSeconds(30) });
    }

    [Theory]
    [InlineData(RunEnding.Interrupted, true, NoteSeverity.Warning)]
    [InlineData(RunEnding.ThresholdAborted, true, NoteSeverity.Warning)]
    [InlineData(RunEnding.Interrupted, false, NoteSeverity.Note)]
    public void An_interrupted_run_says_so(RunEnding ending, bool planned, NoteSeverity severity)
    {
        var run = AuditRuns.Own();
        run = run with { Ending = ending, Plan = run.Plan with { Load = run.Plan.Load with { Duration = planned ? TimeSpan.FromMinutes(5) : null } } };
        Assert.Equal(severity, Assert.Single(AuditRuns.Find(new InterruptedRule(), run)).Severity);
        AuditRuns.FindNothing(new InterruptedRule(), run with { Ending = RunEnding.Completed });
        Assert.NotNull(AuditRuns.Judge(new InterruptedRule(), AuditRuns.Imported()).Reason);
    }
}
