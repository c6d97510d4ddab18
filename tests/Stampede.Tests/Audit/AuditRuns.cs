using Stampede.Auditing;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Runs made by hand for the rules of the audit: what a test does not say is clean, whole and unremarkable.</summary>
internal static class AuditRuns
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    /// <summary>What an imported run without distributions, statuses and plan lacks, as a Locust CSV does.</summary>
    public const UnknownParts NotInCsv = UnknownParts.Statuses | UnknownParts.Bytes | UnknownParts.Connections | UnknownParts.Plan | UnknownParts.Ending;

    /// <summary>Applies one rule.</summary>
    public static AuditOutcome Judge(
        IAuditRule rule, RunResult run, IReadOnlyList<AuditPoint>? points = null, AuditPlan? plan = null, AuditUse use = AuditUse.Run) =>
        rule.Judge(new AuditInput { Run = run, Timeline = Timeline(run, points), Plan = plan ?? AuditPlan.Of(run), Use = use });

    /// <summary>Applies one rule that is to find something: its findings, each checked for what every finding has.</summary>
    public static IReadOnlyList<AuditFinding> Find(
        IAuditRule rule, RunResult run, IReadOnlyList<AuditPoint>? points = null, AuditPlan? plan = null, AuditUse use = AuditUse.Run)
    {
        var outcome = Judge(rule, run, points, plan, use);
        Assert.Null(outcome.Reason);
        Assert.NotEmpty(outcome.Findings);
        Assert.All(outcome.Findings, IsWhole);
        return outcome.Findings;
    }

    /// <summary>Applies one rule that is to be applicable and to find nothing.</summary>
    public static void FindNothing(
        IAuditRule rule, RunResult run, IReadOnlyList<AuditPoint>? points = null, AuditPlan? plan = null, AuditUse use = AuditUse.Run)
    {
        var outcome = Judge(rule, run, points, plan, use);
        Assert.Null(outcome.Reason);
        Assert.Empty(outcome.Findings);
    }

    /// <summary>Applies all rules.</summary>
    public static AuditResult Audit(RunResult run, IReadOnlyList<AuditPoint>? points = null, AuditPlan? plan = null, AuditUse use = AuditUse.Run) =>
        Auditor.Audit(new AuditInput { Run = run, Timeline = Timeline(run, points), Plan = plan ?? AuditPlan.Of(run), Use = use });

    /// <summary>A number of a finding, by its name.</summary>
    public static double Number(this AuditFinding finding, string name) => finding.Numbers.Single(n => n.Name == name).Value;

    /// <summary>A run of our own: 60 s of ten users, one class, one request unless a test says others.</summary>
    public static RunResult Own(params (string Request, RequestStats Stats)[] requests)
    {
        var all = requests.Length > 0 ? requests : [("GET /items", Stats(6_000))];
        return new RunResult
        {
            Plan = Plan(),
            Started = Start,
            Duration = TimeSpan.FromSeconds(60),
            Ending = RunEnding.Completed,
            Requests = all.ToDictionary(r => Key(r.Request), r => r.Stats),
            Failures = [.. all.Where(r => r.Stats.Failed > 0).Select(r => Failure(r.Request, "status 500", r.Stats.Failed, FailureKind.Status))],
            Checks = new Dictionary<string, CheckStats>(),
            UserErrors = [],
            Classes = [new UserClassSample { Name = "Buyer", Planned = 10, Running = 10, Lost = 0, Iterations = 6_000, TasksStarted = [6_000] }],
        };
    }

    /// <summary>A run of another tool: totals only, the sum of the rows stated beside them.</summary>
    public static RunResult Imported(params (string Request, RequestStats Stats)[] requests)
    {
        var run = Own(requests);
        var total = new RequestStats();
        foreach (var stats in run.Requests.Values)
        {
            total.Add(stats);
        }

        return run with
        {
            Plan = run.Plan with { Classes = [], Thresholds = [], ThresholdsHash = "", Load = new LoadPlan { Kind = "unknown", Description = "load unknown", Users = 0 } },
            Imported = new ImportedRun { Format = "Locust CSV", Files = ["run_stats.csv"], Unknown = NotInCsv, Total = total },
            Classes = [],
        };
    }

    public static RunPlan Plan() => new()
    {
        Name = "test",
        Host = "http://localhost:8000",
        Classes =
        [
            new UserClassPlan
            {
                Name = "Buyer", Weight = 1, FixedCount = 0, WaitTime = "constant 0.1 s", MeanWait = 0.1, Tasks = [new TaskPlan("Look", 1) { Share = 1 }],
            },
        ],
        Load = new LoadPlan { Kind = "users", Description = "10 users", Users = 10, SpawnRate = 10, Duration = TimeSpan.FromSeconds(60) },
        Thresholds = [],
        ThresholdsHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        Seed = 1,
        StopTimeout = TimeSpan.Zero,
        StartRetries = 3,
    };

    /// <summary>Statistics of our own: successes with a status and failures with one, each evenly spread from half its time to one and a half.</summary>
    public static RequestStats Stats(long ok, long failed = 0, int status = 200, int failedStatus = 500, double ms = 10, double failedMs = 10, int bodyBytes = 500)
    {
        var stats = new RequestStats { Settled = ok + failed, Failed = failed, Accepted = status >= 400 ? ok : 0, BodyBytes = (ok + failed) * bodyBytes };
        Spread(stats.ResponseTime, ok, ms);
        Spread(stats.FailedResponseTime, failed, failedMs);
        if (ok > 0)
        {
            stats.Statuses[status] = ok;
        }

        if (failed > 0)
        {
            stats.Statuses[failedStatus] = stats.Statuses.GetValueOrDefault(failedStatus) + failed;
            stats.FailureKinds[FailureKind.Status] = failed;
        }

        return stats;
    }

    /// <summary>Statistics as another tool tells them: figures in milliseconds, no distribution.</summary>
    public static RequestStats Reported(
        long count, long failed = 0, double? mean = 11.3, double? median = 9, double? min = 3.2, double? max = 87.4, double size = 500, params (double Percentile, double Ms)[] percentiles) => new()
        {
            Settled = count,
            Failed = failed,
            BodyBytes = (long)Math.Round(size * count),
            Reported = new ReportedTimes
            {
                Count = count,
                IncludesFailures = true,
                Mean = mean * 1_000,
                Median = median * 1_000,
                Minimum = min * 1_000,
                Maximum = max * 1_000,
                Percentiles = percentiles.ToDictionary(p => p.Percentile, p => p.Ms * 1_000),
            },
        };

    public static FailureInterval Failure(string request, string text, long count, FailureKind kind = FailureKind.Unknown) =>
        new(new FailureKey(Key(request), kind, text), new FailureStats { Count = count, First = Start, Last = Start.AddSeconds(59) });

    /// <summary>A second of a run.</summary>
    public static AuditPoint Point(int second, long settled = 100, long failed = 0, int? users = 10, double ms = 10, Phase phase = Phase.Steady) => new()
    {
        Offset = TimeSpan.FromSeconds(second),
        Length = TimeSpan.FromSeconds(1),
        Phase = phase,
        Settled = settled,
        Failed = failed,
        Response = settled > failed ? new AuditTimes(settled - failed, ms * 1_000, ms * 1_000, ms * 1_500, ms * 1_500) : null,
        Failures = failed > 0 ? new AuditTimes(failed, ms * 1_000, ms * 1_000, ms * 1_500, ms * 1_500) : null,
        Iterations = settled,
        Users = users,
        Planned = users,
        UsersOfClasses = users is { } u ? [u] : [],
    };

    /// <summary>A row of alike seconds.</summary>
    public static IReadOnlyList<AuditPoint> Points(int seconds, Func<int, AuditPoint>? point = null) => [.. Enumerable.Range(0, seconds).Select(point ?? (i => Point(i)))];

    public static RequestKey Key(string request) => request.Split(' ', 2) is [var method, var name] ? new(method, name) : new("", request);

    private static AuditTimeline Timeline(RunResult run, IReadOnlyList<AuditPoint>? points)
    {
        if (points is not null)
        {
            return new AuditTimeline(points);
        }

        var builder = new TimelineBuilder();
        foreach (var interval in run.Intervals)
        {
            builder.Add(interval);
        }

        return builder.Build();
    }

    private static void Spread(Histogram times, long count, double ms)
    {
        const int Steps = 20;
        for (var i = 0; i < Steps; i++)
        {
            times.Record((long)(ms * 1_000 * (0.525 + (i * 0.05))), (count / Steps) + (i < count % Steps ? 1 : 0));
        }
    }

    private static void IsWhole(AuditFinding finding)
    {
        Assert.Matches("^[A-Z0-9-]+$", finding.Rule);
        Assert.EndsWith(".", finding.Meaning);
        Assert.EndsWith(".", finding.Advice);
        Assert.True(finding.Examples.Count <= 5);
        Assert.All(finding.Numbers, n => Assert.True(double.IsFinite(n.Value), n.Name));
    }
}
