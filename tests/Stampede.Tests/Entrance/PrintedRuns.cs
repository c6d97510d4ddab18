using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Results as a run makes them, with everything in them that can be printed.</summary>
internal static class PrintedRuns
{
    public static readonly DateTimeOffset Started = DateTimeOffset.Parse("2026-11-02T08:33:41Z", CultureInfo.InvariantCulture);

    public static readonly RequestKey Create = new("POST", "/api/v1/deployments/");
    public static readonly RequestKey Detail = new("GET", "/api/v1/deployments/{id}/");
    public static readonly RequestKey Login = new("POST", "/api/v1/auth/login");

    public static RunPlan Plan { get; } = new()
    {
        Name = "deployments",
        Host = "http://localhost:8000",
        Classes =
        [
            new UserClassPlan
            {
                Name = "DeploymentUser", Weight = 1, FixedCount = 0, WaitTime = "between 0.5 and 2 s",
                Tasks = [new TaskPlan("Create", 3), new TaskPlan("Detail", 1)],
            },
        ],
        Load = new LoadPlan { Kind = "users", Description = "100 users, 10 started per second, for 5m", Users = 100, SpawnRate = 10, Duration = TimeSpan.FromMinutes(5) },
        Thresholds = ["p(50) < 200ms", "p(99) < 500ms", "check(\"is json\") >= 99%"],
        ThresholdsHash = "",
        Seed = 42,
        StopTimeout = TimeSpan.Zero,
        StartRetries = 3,
    };

    public static RunEnvironment Environment { get; } = new()
    {
        Machine = "generator",
        Cores = 2,
        Memory = 1 << 30,
        System = "Linux",
        Architecture = "x64",
        Runtime = "10.0.0",
        GarbageCollector = "workstation",
        Optimized = true,
        Version = "1.0.0",
        CommandLine = [],
        Transport = "epoll",
        Loops = 1,
    };

    public static RunStart Start { get; } = new(Plan, Environment, Started);

    /// <summary>Everything went well.</summary>
    public static RunResult Passed() => new()
    {
        Plan = Plan,
        Environment = Environment,
        Started = Started,
        Duration = TimeSpan.FromSeconds(300.02),
        Ending = RunEnding.Completed,
        Requests = new Dictionary<RequestKey, RequestStats>
        {
            [Create] = Stats(18_000, 12_300, 201),
            [Login] = Stats(100, 45_600, 200),
        },
        Failures = [],
        Checks = new Dictionary<string, CheckStats>(),
        UserErrors = [],
        Classes = [Sample(100, 100, 0)],
        Thresholds = [new ThresholdResult("p(99) < 500ms", ThresholdOutcome.Passed, 15_000, "15.0 ms")],
        Verdict = Verdict.Passed,
        ExitCode = 0,
        Folder = "results/2026-11-02_08-33-41-deployments",
    };

    /// <summary>Nothing went well.</summary>
    public static RunResult Failed()
    {
        var detail = Stats(6_000, 1_230, 200);
        detail.Statuses[404] = 1_234;
        detail.Settled += 1_234;
        detail.Accepted = 1_234;
        Fail(detail, 500, 60);
        Fail(detail, 0, 6);
        var create = Stats(18_000, 12_300, 201);
        create.Statuses[409] = 40;
        create.Settled += 40;
        create.Accepted = 30;
        create.Failed = 10;
        create.Resent = 2;
        create.Tls = new Histogram();
        create.Tls.Record(2_500, 100);
        return Passed() with
        {
            Ending = RunEnding.Interrupted,
            Duration = TimeSpan.FromSeconds(127.4),
            Requests = new Dictionary<RequestKey, RequestStats> { [Detail] = detail, [Create] = create, [Login] = Stats(100, 1_345_600, 200) },
            Failures =
            [
                new FailureInterval(new FailureKey(Detail, FailureKind.Timeout, "no answer within 60 s"), new FailureStats { Count = 6 }),
                new FailureInterval(
                    new FailureKey(Detail, FailureKind.Status, "status 500"),
                    new FailureStats
                    {
                        Count = 60,
                        Samples =
                        [
                            new FailureSample
                            {
                                At = Started, Url = "http://localhost:8000/api/v1/deployments/7/", Status = 500, ResponseTime = 2_345,
                                Body = "{\"detail\":\n\"boom\"}", Headers = new Dictionary<string, string>(),
                            },
                        ],
                    }),
            ],
            Checks = new Dictionary<string, CheckStats> { ["is json"] = new(7_000, 12), ["is fast"] = new(7_012, 0) },
            UserErrors =
            [
                new UserErrorInterval(
                    "DeploymentUser", "Create", "System.InvalidOperationException", "Sequence contains no elements", 3,
                    "   at System.Linq.ThrowHelper.ThrowNoElementsException()\n   at DeploymentUser.Create() in deployments.cs:line 30"),
            ],
            Classes = [Sample(100, 97, 3)],
            Notes =
            [
                new RunNote("NAMES-BOUNDED", NoteSeverity.Note, "2,345 distinct names were seen; those beyond 2,000 are in \"(other)\"."),
                new RunNote("BLOCKED-LOOP", NoteSeverity.Invalid, "DeploymentUser.Create blocked the event loop for 5.2 s: await it, or use Blocking(() => …)."),
                new RunNote("GENERATOR-CPU", NoteSeverity.Warning, "The generator used 93 % of its processors."),
            ],
            Thresholds =
            [
                new ThresholdResult("p(50) < 200ms", ThresholdOutcome.Passed, 12_300, "12.3 ms"),
                new ThresholdResult("p(99) < 500ms", ThresholdOutcome.Failed, 1_345_600, "1,346 ms"),
                new ThresholdResult("check(\"is json\") >= 99%", ThresholdOutcome.NoData, null, "no data"),
            ],
            Verdict = Verdict.Failed,
            ExitCode = 3,
        };
    }

    /// <summary>Must not be believed.</summary>
    public static RunResult Invalid() => Passed() with
    {
        Audit = new AuditResult
        {
            Findings =
            [
                new AuditFinding
                {
                    Rule = "GEN-CPU",
                    Severity = NoteSeverity.Invalid,
                    Numbers = [new AuditNumber("CPU of the generator", 97.25, "%"), new AuditNumber("seconds above 80 %", 212, "s")],
                    Meaning = "The generator was busy for most of the run: it measured itself, not the system under test.",
                    Advice = "Use fewer users or a larger machine for the generator.",
                },
                new AuditFinding
                {
                    Rule = "ERR-FAST",
                    Severity = NoteSeverity.Warning,
                    Subject = "GET /api/v1/deployments/{id}/?token=s3cret",
                    Numbers = [new AuditNumber("median of failures", 1.5, "ms"), new AuditNumber("failures", 18_100), new AuditNumber("rate", 1_234.5, "/s")],
                    Meaning = "Failures were faster than successes and move the median.",
                    Advice = "Read the percentiles of successes.",
                    Examples = ["status 403", "status 500"],
                },
                new AuditFinding
                {
                    Rule = "COLO",
                    Severity = NoteSeverity.Warning,
                    Numbers = [],
                    Meaning = "Generator and service share one machine.",
                    Advice = "Use two machines for a claim of capacity.",
                    Accepted = "it is a laptop on purpose",
                },
                new AuditFinding
                {
                    Rule = "LOOPBACK", Severity = NoteSeverity.Note, Numbers = [], Meaning = "The network is not part of this result.", Advice = "Say so beside the figures.",
                },
            ],
            Clean = ["SUMS", "LITTLE"],
            NotApplicable = [new AuditAbsence("STEP", "the load has no steps"), new AuditAbsence("PLAN", "nobody said what the run was to do")],
            Titles = new Dictionary<string, string> { ["GEN-CPU"] = "CPU of the generator", ["SUMS"] = "Sums against totals", ["STEP"] = "Length of steps" },
        },
        Verdict = Verdict.Invalid,
        ExitCode = 5,
    };

    /// <summary>Warm-up and cool-down, arrivals, transactions and metrics of each kind.</summary>
    public static RunResult Measured()
    {
        var slow = Stats(50, 1_345_600, 200);
        slow.Statuses.Clear();
        slow.Settled += 2;
        slow.Failed += 2;
        var values = new Histogram();
        values.Record(2_500, 98);
        values.Record(1_234_500, 2);
        return Passed() with
        {
            Phases =
            [
                new PhaseResult(Phase.WarmUp, TimeSpan.Zero, TimeSpan.FromSeconds(30), 1_234, 5),
                new PhaseResult(Phase.Steady, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(300), 18_100, 0),
                new PhaseResult(Phase.CoolDown, TimeSpan.FromSeconds(330), TimeSpan.FromSeconds(10), 1, 0),
            ],
            Arrivals =
            [
                new ArrivalSample { Load = "buyers", Scheduled = 15_000, Started = 14_990, Late = 12, Dropped = 10, InFlight = 7 },
                new ArrivalSample { Load = "visitors", Scheduled = 300, Started = 300, Late = 0, Dropped = 0, InFlight = 1 },
            ],
            Transactions = new Dictionary<string, RequestStats> { ["checkout"] = slow, ["checkout / pay"] = Stats(52, 45_600, 200) },
            Metrics = new Dictionary<string, CustomMetricStats>
            {
                ["orders"] = new() { Kind = CustomMetricKind.Counter, Count = 50, Sum = 1_234.5 },
                ["queue"] = new() { Kind = CustomMetricKind.Gauge, Count = 9, Sum = 45, Last = 3, Minimum = -1.25, Maximum = 17 },
                ["found"] = new() { Kind = CustomMetricKind.Rate, Count = 200, Sum = 199 },
                ["hits"] = new() { Kind = CustomMetricKind.Trend, Count = 100, Sum = 2_714, Minimum = 2.5, Maximum = 1_234.5, Values = values },
            },
        };
    }

    /// <summary>Statistics of successes around a response time.</summary>
    public static RequestStats Stats(int count, long microseconds, int status)
    {
        var stats = new RequestStats { Settled = count, BytesSent = count * 200L, BytesReceived = count * 900L, BodyBytes = count * 900L, ConnectionsOpened = count / 100 };
        stats.Statuses[status] = count;
        for (var i = 0; i < count; i++)
        {
            stats.ResponseTime.Record(microseconds + microseconds * (i % 100) / 400);
            stats.FirstByte.Record(microseconds);
        }

        stats.Connect = new Histogram();
        stats.Connect.Record(450, count / 100);
        return stats;
    }

    public static IntervalSnapshot Interval(int index, IReadOnlyDictionary<RequestKey, RequestStats> requests, int running = 100, int lost = 0) => new()
    {
        Index = index,
        Offset = TimeSpan.FromSeconds(index),
        Length = TimeSpan.FromSeconds(1),
        Requests = requests,
        Classes = [Sample(100, running, lost)],
    };

    private static UserClassSample Sample(int planned, int running, int lost) => new()
    {
        Name = "DeploymentUser",
        Planned = planned,
        Running = running,
        Lost = lost,
        Iterations = 18_000,
        TasksStarted = [13_500, 4_500],
    };

    private static void Fail(RequestStats stats, int status, int count)
    {
        stats.Statuses[status] = count;
        stats.Settled += count;
        stats.Failed += count;
        stats.FailedResponseTime.Record(2_345, count);
    }
}
