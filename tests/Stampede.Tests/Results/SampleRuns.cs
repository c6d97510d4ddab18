using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Made-up runs in which every field has a value of its own, so that a field that gets lost or swapped shows.</summary>
internal static class SampleRuns
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 15, 30, 123, TimeSpan.Zero);

    public static readonly RequestKey Create = new("POST", "/api/v1/deployments/");
    public static readonly RequestKey Detail = new("GET", "/api/v1/deployments/{id}/");

    public static RunStart NewStart(string name = "deployments") => new(Plan(name), Environment(), Start);

    public static RunPlan Plan(string name = "deployments") => new()
    {
        Name = name,
        Host = "http://localhost:8000",
        Classes =
        [
            new UserClassPlan
            {
                Name = "DeploymentUser",
                Weight = 3.5,
                FixedCount = 2,
                WaitTime = "between 0.5 and 2 s",
                MeanWait = 1.25,
                CycleSeconds = 2.5,
                Host = "http://other:81",
                Tasks = [new TaskPlan("Create", 3) { Share = 0.75 }, new TaskPlan("Browse/Detail", 1.5) { Set = "Browse", Tags = ["read", "slow"], Requests = 2.5 }],
            },
        ],
        Load = new LoadPlan
        {
            Kind = "users",
            Description = "100 users",
            Users = 100,
            SpawnRate = 0.1,
            Duration = TimeSpan.FromTicks(3_000_000_001),
            WarmUp = TimeSpan.FromSeconds(3),
            CoolDown = TimeSpan.FromSeconds(4.5),
            UntilSpawned = true,
            Parts =
            [
                new LoadPartPlan
                {
                    Name = "rush",
                    Kind = "arrivals",
                    Description = "50 arrivals per second",
                    IsOpen = true,
                    Users = 70,
                    ArrivalRate = 50.5,
                    Start = TimeSpan.FromSeconds(1),
                    End = TimeSpan.FromSeconds(61),
                    Classes = ["DeploymentUser"],
                    Thresholds = ["p(90) < 1s"],
                    Iterations = 1_000,
                    IterationsPerUser = 10,
                    Requests = 5_000_000_000,
                },
            ],
        },
        Thresholds = ["p(99) < 500ms", "POST /api/v1/token/: p(50) < 2s"],
        ThresholdsHash = "abc123",
        Accept = ["COLO: on purpose"],
        Selections = ["{class:DeploymentUser, status:2xx}"],
        Seed = ulong.MaxValue - 1,
        StopTimeout = TimeSpan.FromSeconds(1.5),
        StartRetries = 4,
        Settings = new Dictionary<string, string> { ["timeout"] = "60 s" },
        Overrides = new Dictionary<string, string> { ["users"] = "100" },
        Options = new Dictionary<string, string> { ["articles"] = "12" },
        Tags = ["read"],
        ExcludeTags = ["admin"],
    };

    public static RunEnvironment Environment() => new()
    {
        Machine = "box",
        Cores = 2,
        Processor = "A processor",
        Memory = 8L << 30,
        System = "Debian 12",
        Architecture = "x64",
        Runtime = "10.0.1",
        GarbageCollector = "workstation, concurrent",
        Optimized = true,
        Version = "1.0.0",
        Commit = "0123456-dirty",
        CommandLine = ["-u", "100"],
        Transport = "epoll",
        Loops = 1,
        OpenFilesLimit = 1_048_576,
        Target = TargetPlace.Loopback,
    };

    /// <summary>A second; what it holds depends on its index and the seed only.</summary>
    public static IntervalSnapshot Interval(int index, int seed = 1)
    {
        var random = new Random((seed * 100_003) + index);
        var requests = new Dictionary<RequestKey, RequestStats> { [Create] = Stats(random, 40, failed: 3) };
        if (index % 3 != 1)
        {
            requests[Detail] = Stats(random, 11, failed: 0);
        }

        var further = new Random((seed * 1_009) + index);
        return new IntervalSnapshot
        {
            Index = index,
            Offset = TimeSpan.FromTicks((index * 10_000_000L) + (index == 0 ? 0 : random.Next(5_000))),
            Length = TimeSpan.FromTicks(10_000_000 + random.Next(-3_000, 3_000)),
            Requests = requests,
            Selections = new Dictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>>
            {
                ["{class:DeploymentUser, status:2xx}"] = new Dictionary<RequestKey, RequestStats> { [Create] = Stats(further, 21, failed: 1) },
            },
            Transactions = new Dictionary<string, RequestStats> { ["roll out / create"] = Stats(further, 7, failed: 2) },
            Metrics = Metrics(further, index),
            Arrivals = Arrivals(further, index),
            Failures = [Failure(random, index)],
            Checks = new Dictionary<string, CheckStats> { ["has id"] = new(random.Next(1, 50), random.Next(9)) },
            UserErrors = [new("DeploymentUser", "Create", "System.FormatException", "bad", 1 + (index % 2), index == 0 ? "at Create()" : "")],
            Classes =
            [
                new UserClassSample
                {
                    Name = "DeploymentUser", Planned = 10 + index, Running = 9 + index, Lost = index, Iterations = 5, TasksStarted = [4, index],
                },
            ],
            Generator = new GeneratorSample
            {
                Cpu = random.NextDouble(),
                MachineCpu = random.NextDouble(),
                GcPause = random.NextDouble() * 10,
                Allocated = random.Next(1, 1_000_000),
                Memory = random.Next(1, 1_000_000),
                LoopLag = random.NextDouble() * 3,
                LoopBusy = 0.25,
                Lateness = random.NextDouble() * 4,
                PoolQueue = random.Next(1, 9),
                OpenSockets = random.Next(1, 99),
            },
        };
    }

    public static IReadOnlyList<IntervalSnapshot> Intervals(int count) => [.. Enumerable.Range(0, count).Select(i => Interval(i))];

    /// <summary>The result of a run that had these intervals.</summary>
    public static RunResult Result(IReadOnlyList<IntervalSnapshot> intervals, string name = "deployments")
    {
        var sums = new PhaseSums();
        foreach (var interval in intervals)
        {
            sums.Add(interval);
        }

        var sum = sums.Measured;
        return new RunResult
        {
            Plan = Plan(name),
            Environment = Environment(),
            Imported = new ImportedRun
            {
                Format = "Locust CSV",
                Files = ["a_stats.csv", "a_failures.csv"],
                Unknown = UnknownParts.Statuses | UnknownParts.Plan,
                Total = Stats(new Random(7), 99, 1),
            },
            Started = Start,
            Duration = sums.Duration,
            Phases = sums.Phases,
            Ending = RunEnding.ThresholdAborted,
            Requests = sum.Requests,
            Selections = sum.Selections,
            Transactions = sum.Transactions,
            Metrics = sum.Metrics,
            Arrivals = sum.Arrivals,
            Failures = sum.Failures,
            Checks = sum.Checks,
            UserErrors = sum.UserErrors,
            Classes = sums.Classes,
            Unfinished = new Unfinished(7, 1_234_567),
            Notes = [new RunNote("BLOCKED-LOOP", NoteSeverity.Invalid, "X.Create blocked the event loop.")],
            Thresholds =
            [
                new ThresholdResult("p(99) < 500ms", ThresholdOutcome.Failed, 512_345.5, "512 ms"),
                new ThresholdResult("success_rate >= 99%", ThresholdOutcome.NoData, null, "no data") { CoversFailures = true },
            ],
            Audit = Audit(),
            Verdict = Verdict.Invalid,
            ExitCode = 5,
        };
    }

    public static AuditResult Audit() => new()
    {
        Findings =
        [
            new AuditFinding
            {
                Rule = "SUMS",
                Severity = NoteSeverity.Invalid,
                Subject = "POST /api/v1/deployments/",
                Numbers = [new AuditNumber("requests, summed", 34_451), new AuditNumber("share", 72.43, "%"), new AuditNumber("ratio", double.PositiveInfinity)],
                Meaning = "The rows do not add up to the total.",
                Advice = "Use the rows.",
                Examples = ["GET /a", "GET /b"],
                Accepted = "on purpose",
            },
        ],
        Clean = ["GEN-CPU"],
        NotApplicable = [new AuditAbsence("LITTLE", "the mean wait is not known")],
        Titles = new Dictionary<string, string> { ["SUMS"] = "Sums against totals", ["GEN-CPU"] = "CPU of the generator", ["LITTLE"] = "Little's law" },
    };

    private static RequestStats Stats(Random random, int count, int failed)
    {
        var stats = new RequestStats
        {
            Settled = count + failed,
            Failed = failed,
            Accepted = 1,
            BytesSent = random.Next(1, 99_999),
            BytesReceived = random.Next(1, 99_999),
            BodyBytes = random.Next(1, 99_999),
            ConnectionsOpened = random.Next(1, 9),
            Resent = random.Next(1, 9),
        };
        stats.Statuses[201] = count - 1;
        stats.Statuses[404] = 1;
        for (var i = 0; i < count; i++)
        {
            stats.ResponseTime.Record(random.Next(900, 250_000));
            stats.FirstByte.Record(random.Next(700, 240_000));
        }

        if (failed > 0)
        {
            stats.Statuses[0] = failed;
            stats.FailureKinds[FailureKind.Timeout] = failed - 1;
            stats.FailureKinds[FailureKind.ConnectionReset] = 1;
            stats.FailedResponseTime.Record(60_000_000, failed);
            stats.ServiceTime = new Histogram();
            stats.ServiceTime.Record(random.Next(500, 900), count);
            stats.Connect = new Histogram();
            stats.Connect.Record(random.Next(100, 500));
            stats.Tls = new Histogram();
            stats.Tls.Record(random.Next(1000, 5000));
            stats.Reported = new ReportedTimes
            {
                Count = count,
                IncludesFailures = true,
                Mean = 1_234.5,
                Median = 1_200,
                MedianSoFar = 1_100,
                Minimum = 900,
                Rate = 12.75,
                Maximum = random.Next(9_000, 99_000),
                Percentiles = new Dictionary<double, double> { [50] = 1_250, [99.9] = 8_000.25 },
            };
        }

        return stats;
    }

    private static Dictionary<string, CustomMetricStats> Metrics(Random random, int index)
    {
        var values = new Histogram();
        values.Record(12_345 + index, 2);
        return new Dictionary<string, CustomMetricStats>
        {
            ["hits"] = new() { Kind = CustomMetricKind.Trend, Count = 2, Sum = 24.75 + index, Last = 12.345, Minimum = 12.345 - index, Maximum = 12.345 + index, Values = values },
            ["queue"] = new() { Kind = CustomMetricKind.Gauge, Count = 3, Sum = -1.5, Last = random.NextDouble(), Minimum = -2, Maximum = 1 + index },
        };
    }

    private static List<ArrivalSample> Arrivals(Random random, int index) =>
    [
        new()
        {
            Load = "rush", Scheduled = 50 + index, Started = 48 + index, Late = 1 + random.Next(5), Dropped = 2, InFlight = 3 + index,
            StartDelay = Times(random, 3),
        },
        new() { Load = "trickle", Scheduled = 5, Started = 5, Late = 0, Dropped = 0, InFlight = 1 },
    ];

    private static Histogram Times(Random random, int count)
    {
        var times = new Histogram();
        for (var i = 0; i < count; i++)
        {
            times.Record(random.Next(20_000));
        }

        return times;
    }

    private static FailureInterval Failure(Random random, int index) => new(
        new FailureKey(Create, FailureKind.Timeout, "no answer within 60 s"),
        new FailureStats
        {
            Count = 3,
            First = Start.AddSeconds(index),
            Last = Start.AddSeconds(index).AddTicks(1 + random.Next(9_999_999)),
            Samples =
            [
                new FailureSample
                {
                    At = Start.AddSeconds(index),
                    Url = "http://localhost:8000/api/v1/deployments/?page=2",
                    Status = 504,
                    ResponseTime = 60_000_123,
                    Body = "{\"error\":\"<too late> 'ü' \\ \"",
                    Headers = new Dictionary<string, string> { ["X-Correlation-ID"] = "c-" + index },
                },
            ],
        });
}
