using Stampede.Auditing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>The rules about the load generator itself.</summary>
public sealed class GeneratorRulesTests
{
    [Theory]
    [InlineData(0.81, 4, NoteSeverity.Invalid)]
    [InlineData(0.79, 4, NoteSeverity.Warning)]
    public void A_busy_processor_is_found(double cpu, int seconds, NoteSeverity severity)
    {
        var points = AuditRuns.Points(60, i => CourseRuns.Second(i, CourseRuns.Generator(i is >= 10 && i < 10 + seconds ? cpu : 0.3)));
        var finding = Assert.Single(AuditRuns.Find(new GeneratorCpuRule(), AuditRuns.Own(), points));
        Assert.Equal((severity, seconds), (finding.Severity, finding.Number(severity == NoteSeverity.Invalid ? "CPU above 80 %" : "CPU above 60 %")));
    }

    [Theory]
    [InlineData(0.59, 60)]
    [InlineData(1, 2)] // an accident
    public void A_processor_that_is_seldom_busy_is_none(double cpu, int seconds) =>
        AuditRuns.FindNothing(new GeneratorCpuRule(), AuditRuns.Own(), AuditRuns.Points(60, i => CourseRuns.Second(i, CourseRuns.Generator(i >= 10 && i < 10 + seconds ? cpu : 0.3))));

    [Fact]
    public void Three_busy_seconds_of_two_minutes_are_little() =>
        AuditRuns.FindNothing(new GeneratorCpuRule(), AuditRuns.Own(), AuditRuns.Points(120, i => CourseRuns.Second(i, CourseRuns.Generator(i is >= 50 and < 53 ? 1 : 0.3))));

    [Fact]
    public void A_full_event_loop_is_as_bad_as_a_full_processor()
    {
        IReadOnlyList<AuditPoint> Points(double busy) => AuditRuns.Points(60, i => CourseRuns.Second(i, CourseRuns.Generator(0.4) with { LoopBusy = busy }));
        var finding = Assert.Single(AuditRuns.Find(new GeneratorCpuRule(), AuditRuns.Own(), Points(0.85)));
        Assert.Equal((NoteSeverity.Invalid, 85), (finding.Severity, finding.Number("busiest event loop")));
        AuditRuns.FindNothing(new GeneratorCpuRule(), AuditRuns.Own(), Points(0.55));
    }

    [Fact]
    public void The_start_in_which_the_runtime_compiles_does_not_count()
    {
        AuditRuns.FindNothing(new GeneratorCpuRule(), AuditRuns.Own(), AuditRuns.Points(10, i => CourseRuns.Second(i, CourseRuns.Generator(i < 2 ? 1 : 0.3))));
        Assert.NotNull(AuditRuns.Judge(new GeneratorCpuRule(), AuditRuns.Own(), AuditRuns.Points(4, i => CourseRuns.Second(i, CourseRuns.Generator(1)))).Reason);
    }

    [Fact]
    public void A_full_processor_is_a_warning_where_users_do_not_wait()
    {
        var points = AuditRuns.Points(60, i => CourseRuns.Second(i, CourseRuns.Generator(0.95)));
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new GeneratorCpuRule(), CourseRuns.Waiting(0), points)).Severity);
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new GeneratorBoundRule(), CourseRuns.Waiting(0), points)).Severity);
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new GeneratorBoundRule(), CourseRuns.Waiting(0), points, use: AuditUse.Capacity)).Severity);
        AuditRuns.FindNothing(new GeneratorBoundRule(), CourseRuns.Waiting(0.001), points);
        AuditRuns.FindNothing(new GeneratorBoundRule(), CourseRuns.Waiting(null), points);
    }

    [Fact]
    public void Users_that_pause_inside_their_tasks_are_not_as_fast_as_possible()
    {
        // Ten users, ten requests a second of 10 ms each: most of the time they do something else.
        AuditRuns.FindNothing(new GeneratorBoundRule(), CourseRuns.Waiting(0), AuditRuns.Points(60, i => AuditRuns.Point(i, 10)));
        Assert.Single(AuditRuns.Find(new GeneratorBoundRule(), CourseRuns.Waiting(0), AuditRuns.Points(60, i => AuditRuns.Point(i, 900))));
    }

    [Fact]
    public void A_loop_that_stands_still_again_and_again_is_invalid()
    {
        IReadOnlyList<AuditPoint> Points(double lag, int seconds) => AuditRuns.Points(60, i => CourseRuns.Second(i, CourseRuns.Generator(lag: i >= 10 && i < 10 + seconds ? lag : 3)));
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new BlockedLoopRule(), AuditRuns.Own(), Points(101, 4))).Severity);
        AuditRuns.FindNothing(new BlockedLoopRule(), AuditRuns.Own(), Points(99, 60));
        AuditRuns.FindNothing(new BlockedLoopRule(), AuditRuns.Own(), Points(500, 2));
    }

    [Fact]
    public void A_task_that_blocked_a_loop_is_a_warning_with_its_name()
    {
        var run = AuditRuns.Own() with { Notes = [new RunNote("BLOCKED-LOOP", NoteSeverity.Warning, "Buyer.Look blocked an event loop 1 time, for up to 140 ms.")] };
        var finding = Assert.Single(AuditRuns.Find(new BlockedLoopRule(), run, AuditRuns.Points(60, i => CourseRuns.Second(i))));
        Assert.Equal((NoteSeverity.Warning, run.Notes[0].Text), (finding.Severity, Assert.Single(finding.Examples)));
    }

    [Theory]
    [InlineData(3, NoteSeverity.Invalid)]
    [InlineData(2, NoteSeverity.Invalid)]
    [InlineData(1, NoteSeverity.Warning)]
    public void Late_arrivals_are_found(int latePerSecond, NoteSeverity severity)
    {
        // 100 a second: over 1 % is invalid, over 0.5 % a warning.
        var points = AuditRuns.Points(60, i => CourseRuns.Arriving(i, late: latePerSecond));
        Assert.Equal(severity, Assert.Single(AuditRuns.Find(new LateArrivalsRule(), CourseRuns.Arrivals(late: latePerSecond * 60), points)).Severity);
    }

    [Fact]
    public void Few_late_arrivals_and_late_ones_of_the_start_are_none()
    {
        AuditRuns.FindNothing(new LateArrivalsRule(), CourseRuns.Arrivals(late: 24), AuditRuns.Points(60, i => CourseRuns.Arriving(i, late: i is >= 10 and < 34 ? 1 : 0)));
        AuditRuns.FindNothing(new LateArrivalsRule(), CourseRuns.Arrivals(late: 100), AuditRuns.Points(60, i => CourseRuns.Arriving(i, late: i < 2 ? 50 : 0)));
    }

    [Fact]
    public void A_long_start_delay_weighs_by_the_use()
    {
        Histogram Delay(long microseconds)
        {
            var delay = new Histogram();
            delay.Record(100, 5_900);
            delay.Record(microseconds, 100);
            return delay;
        }

        // The median is 10 ms: 1 ms is 10 % of it.
        var points = AuditRuns.Points(60, i => CourseRuns.Arriving(i));
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new LateArrivalsRule(), CourseRuns.Arrivals(delay: Delay(1_500)), points)).Severity);
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new LateArrivalsRule(), CourseRuns.Arrivals(delay: Delay(1_500)), points, use: AuditUse.Comparison)).Severity);
        AuditRuns.FindNothing(new LateArrivalsRule(), CourseRuns.Arrivals(delay: Delay(900)), points);
    }

    [Fact]
    public void Long_pauses_for_garbage_are_a_warning()
    {
        Assert.Single(AuditRuns.Find(new GarbageRule(), AuditRuns.Own(), AuditRuns.Points(60, i => CourseRuns.Second(i, CourseRuns.Generator(gc: 11)))));
        Assert.Single(AuditRuns.Find(new GarbageRule(), AuditRuns.Own(), AuditRuns.Points(60, i => CourseRuns.Second(i, CourseRuns.Generator(gc: i == 30 ? 120 : 0)))));
        AuditRuns.FindNothing(new GarbageRule(), AuditRuns.Own(), AuditRuns.Points(60, i => CourseRuns.Second(i, CourseRuns.Generator(gc: i == 30 ? 90 : 1))));
    }

    [Fact]
    public void Dropped_arrivals_are_found()
    {
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new DroppedRule(), CourseRuns.Arrivals(dropped: 7))).Severity);
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new DroppedRule(), CourseRuns.Arrivals(dropped: 6))).Severity);
        AuditRuns.FindNothing(new DroppedRule(), CourseRuns.Arrivals());
        Assert.NotNull(AuditRuns.Judge(new DroppedRule(), AuditRuns.Own()).Reason);
    }

    [Fact]
    public void A_missed_schedule_is_found()
    {
        var even = AuditRuns.Points(60, i => CourseRuns.Arriving(i));
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new ScheduleRule(), CourseRuns.Arrivals(lost: 61), even)).Severity);
        AuditRuns.FindNothing(new ScheduleRule(), CourseRuns.Arrivals(lost: 60), even);

        // 5 s of 500 arrivals: 6 dropped ones are over 1 %.
        var finding = Assert.Single(AuditRuns.Find(new ScheduleRule(), CourseRuns.Arrivals(dropped: 6), AuditRuns.Points(60, i => CourseRuns.Arriving(i, dropped: i == 32 ? 6 : 0))));
        Assert.Equal((NoteSeverity.Warning, 494, 500), (finding.Severity, finding.Number("started"), finding.Number("scheduled")));
        AuditRuns.FindNothing(new ScheduleRule(), CourseRuns.Arrivals(dropped: 5), AuditRuns.Points(60, i => CourseRuns.Arriving(i, dropped: i == 32 ? 5 : 0)));
    }

    [Fact]
    public void A_build_without_optimisation_weighs_by_the_use()
    {
        var run = AuditRuns.Own() with { Environment = CourseRuns.Environment(optimized: false) };
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new BuildRule(), run)).Severity);
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new BuildRule(), run, use: AuditUse.Comparison)).Severity);
        AuditRuns.FindNothing(new BuildRule(), run with { Environment = CourseRuns.Environment() });
        Assert.NotNull(AuditRuns.Judge(new BuildRule(), AuditRuns.Own()).Reason);
    }

    [Theory]
    [InlineData(TargetPlace.Loopback, 0.5, NoteSeverity.Note)]
    [InlineData(TargetPlace.SameMachine, 0.89, NoteSeverity.Note)]
    [InlineData(TargetPlace.Loopback, 0.91, NoteSeverity.Warning)]
    [InlineData(TargetPlace.Elsewhere, 0.95, NoteSeverity.Warning)]
    [InlineData(TargetPlace.SameProcess, 0.2, NoteSeverity.Warning)]
    public void A_target_on_the_same_machine_weighs_by_its_processor(TargetPlace place, double cpu, NoteSeverity severity)
    {
        var run = AuditRuns.Own() with { Environment = CourseRuns.Environment(place) };
        var points = AuditRuns.Points(60, i => CourseRuns.Second(i, CourseRuns.Generator(machine: i is >= 10 and < 14 ? cpu : 0.3)));
        Assert.Equal(severity, Assert.Single(AuditRuns.Find(new SameMachineRule(), run, points)).Severity);
    }

    [Fact]
    public void A_target_elsewhere_is_clean_and_a_loopback_host_tells_where_it_is()
    {
        AuditRuns.FindNothing(new SameMachineRule(), AuditRuns.Own() with { Environment = CourseRuns.Environment() }, AuditRuns.Points(60, i => CourseRuns.Second(i)));
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new SameMachineRule(), AuditRuns.Own())).Severity);
        Assert.NotNull(AuditRuns.Judge(new SameMachineRule(), AuditRuns.Own() with { Plan = AuditRuns.Plan() with { Host = "https://example.org" } }).Reason);
    }
}
