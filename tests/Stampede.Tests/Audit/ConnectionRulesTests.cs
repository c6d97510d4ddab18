using Stampede.Auditing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>The rules about sockets, the clock and what was cut off.</summary>
public sealed class ConnectionRulesTests
{
    [Theory]
    [InlineData(FailureKind.NoFreePort)]
    [InlineData(FailureKind.TooManyOpenFiles)]
    public void Requests_without_a_port_or_a_file_are_invalid(FailureKind kind)
    {
        var stats = AuditRuns.Stats(1_000);
        stats.FailureKinds[kind] = 1;
        Assert.Equal(NoteSeverity.Invalid, Assert.Single(AuditRuns.Find(new LimitsRule(), AuditRuns.Own(("GET /a", stats)))).Severity);
        AuditRuns.FindNothing(new LimitsRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(1_000, 5))));
    }

    [Fact]
    public void Nearly_all_open_files_are_a_warning()
    {
        var run = AuditRuns.Own() with { Environment = CourseRuns.Environment(files: 1_000) };
        Assert.Single(AuditRuns.Find(new LimitsRule(), run, AuditRuns.Points(10, i => CourseRuns.Second(i, CourseRuns.Generator(sockets: 801)))));
        AuditRuns.FindNothing(new LimitsRule(), run, AuditRuns.Points(10, i => CourseRuns.Second(i, CourseRuns.Generator(sockets: 800))));
    }

    [Fact]
    public void Slow_connecting_is_a_warning()
    {
        RunResult Run(long slow)
        {
            var stats = AuditRuns.Stats(1_000);
            stats.Connect = new Histogram();
            stats.Connect.Record(500, 500);
            stats.Connect.Record(slow, 20);
            return AuditRuns.Own(("GET /a", stats));
        }

        Assert.Single(AuditRuns.Find(new LimitsRule(), Run(1_020_000)));
        AuditRuns.FindNothing(new LimitsRule(), Run(150_000));
    }

    [Fact]
    public void A_connection_for_each_request_is_a_warning_where_they_are_to_be_kept()
    {
        RunResult Run(long opened, string keepAlive = "true")
        {
            var stats = AuditRuns.Stats(6_000);
            stats.ConnectionsOpened = opened;
            var run = AuditRuns.Own(("GET /a", stats));
            return run with { Plan = run.Plan with { Settings = new Dictionary<string, string> { ["keepAlive"] = keepAlive } } };
        }

        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new ReuseRule(), Run(6_000))).Severity);
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new ReuseRule(), Run(6_000, "false"))).Severity);
        AuditRuns.FindNothing(new ReuseRule(), Run(2_900));
        Assert.NotNull(AuditRuns.Judge(new ReuseRule(), AuditRuns.Imported()).Reason);
    }

    [Fact]
    public void Requests_sent_again_are_counted()
    {
        RunResult Run(long again)
        {
            var stats = AuditRuns.Stats(6_000);
            stats.Resent = again;
            return AuditRuns.Own(("GET /a", stats));
        }

        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new ResentRule(), Run(7))).Severity);
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new ResentRule(), Run(6))).Severity);
        AuditRuns.FindNothing(new ResentRule(), Run(0));
    }

    [Fact]
    public void A_coarse_clock_is_a_warning()
    {
        RunResult Run(params (long Microseconds, long Count)[] times)
        {
            var stats = new RequestStats { Settled = times.Sum(t => t.Count) };
            Array.ForEach(times, t => stats.ResponseTime.Record(t.Microseconds, t.Count));
            return AuditRuns.Own(("GET /a", stats));
        }

        Assert.Single(AuditRuns.Find(new ClockRule(), Run((2_000, 300), (3_000, 400), (4_000, 100))));
        AuditRuns.FindNothing(new ClockRule(), Run((2_000, 300), (3_500, 400), (4_000, 100)));
        AuditRuns.FindNothing(new ClockRule(), Run((200_000, 300), (300_000, 400), (400_000, 100)));
        Assert.Single(AuditRuns.Find(new ClockRule(), Run((0, 9), (1, 800))));
        AuditRuns.FindNothing(new ClockRule(), Run((0, 8), (1, 800)));
    }

    [Fact]
    public void Unfinished_requests_weigh_by_how_long_they_hung()
    {
        // 1,000 requests with a p99 of about 15 ms.
        var run = AuditRuns.Own(("GET /a", AuditRuns.Stats(1_000)));
        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new UnfinishedRule(), run with { Unfinished = new Unfinished(11, 5_000_000) })).Severity);
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new UnfinishedRule(), run with { Unfinished = new Unfinished(10, 5_000_000) })).Severity);
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new UnfinishedRule(), run with { Unfinished = new Unfinished(50, 12_000) })).Severity);
        AuditRuns.FindNothing(new UnfinishedRule(), run);
    }

    [Fact]
    public void Timeouts_are_counted_by_kind_or_by_text()
    {
        RunResult Own(long count) => AuditRuns.Own(("GET /a", AuditRuns.Stats(1_000 - count, count, failedMs: 1_000))) with
        {
            Failures = [AuditRuns.Failure("GET /a", "no answer within 1 s", count, FailureKind.Timeout)],
        };

        Assert.Equal(NoteSeverity.Warning, Assert.Single(AuditRuns.Find(new TimeoutsRule(), Own(11))).Severity);
        Assert.Equal(NoteSeverity.Note, Assert.Single(AuditRuns.Find(new TimeoutsRule(), Own(10))).Severity);
        AuditRuns.FindNothing(new TimeoutsRule(), AuditRuns.Own(("GET /a", AuditRuns.Stats(900, 100))));
        var imported = AuditRuns.Imported(("GET /a", AuditRuns.Reported(1_000, 20))) with { Failures = [AuditRuns.Failure("GET /a", "ReadTimeout: Read timed out.", 20)] };
        Assert.Equal(20, Assert.Single(AuditRuns.Find(new TimeoutsRule(), imported)).Number("timeouts"));
    }

    [Fact]
    public void Response_times_far_above_service_times_are_noted()
    {
        RunResult Run(long service)
        {
            var stats = AuditRuns.Stats(1_000, ms: 100);
            stats.ServiceTime = new Histogram();
            stats.ServiceTime.Record(service, 1_000);
            return AuditRuns.Own(("GET /a", stats));
        }

        var finding = Assert.Single(AuditRuns.Find(new ServiceTimeRule(), Run(70_000)));
        Assert.Equal(NoteSeverity.Note, finding.Severity);
        Assert.Equal(70, finding.Number("service time p99"), 0.1);
        AuditRuns.FindNothing(new ServiceTimeRule(), Run(75_000));
        Assert.NotNull(AuditRuns.Judge(new ServiceTimeRule(), AuditRuns.Own()).Reason);
    }
}
