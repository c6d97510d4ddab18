using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Made runs for the page: as long and with as many names as wanted, with everything in them that the page shows.</summary>
internal static class PageRuns
{
    public const string Hostile = "</script><script>window.hacked = 1</script><img src=x onerror=\"window.hacked = 2\">";

    private static readonly DateTimeOffset Started = new(2026, 11, 2, 8, 33, 41, TimeSpan.Zero);

    /// <summary>The totals of <see cref="Intervals"/>, judged.</summary>
    public static RunResult Result(int seconds, int names, bool isLavish = false)
    {
        var sums = new PhaseSums();
        foreach (var interval in Intervals(seconds, names, isLavish))
        {
            sums.Add(interval);
        }

        var sum = sums.Measured;
        return new RunResult
        {
            Plan = Plan(isLavish),
            Environment = SampleRuns.Environment() with { Machine = "generator-1", Processor = "AMD EPYC 7763 64-Core Processor", CommandLine = ["run", "deployments.cs", "-u", "200", "--token", "abc"] },
            Started = Started,
            Duration = sums.Duration,
            Ending = RunEnding.Completed,
            Requests = sum.Requests,
            Transactions = sum.Transactions,
            Metrics = sum.Metrics,
            Arrivals = sum.Arrivals,
            Failures = sum.Failures,
            Checks = sum.Checks,
            UserErrors = sum.UserErrors,
            Classes = sums.Classes,
            Phases = sums.Phases,
            Notes = isLavish
                ?
                [
                    new RunNote("NAMES-BOUNDED", NoteSeverity.Note, "2,345 distinct names were seen; those beyond 2,000 are in \"(other)\"."),
                    new RunNote("GENERATOR-CPU", NoteSeverity.Warning, "The generator used 93 % of its processors between 00:12:00 and 00:12:40: response times of that time are too long."),
                ]
                : [],
            Thresholds =
            [
                new ThresholdResult("p(50) < 200ms", ThresholdOutcome.Passed, 12_300, "12.3 ms"),
                new ThresholdResult("p(99) < 500ms", ThresholdOutcome.Failed, 1_345_600, "1,346 ms"),
                new ThresholdResult("POST /api/v1/deployments/: success_rate >= 99%", ThresholdOutcome.Passed, 0.997, "99.70 %"),
                new ThresholdResult("check(\"is json\") >= 99%", ThresholdOutcome.NoData, null, "no data"),
            ],
            Verdict = Verdict.Failed,
            ExitCode = 3,
            Unfinished = isLavish ? new Unfinished(3, 1_200_000) : null,
        };
    }

    /// <summary>A second each; what it holds depends on its index alone.</summary>
    public static IEnumerable<IntervalSnapshot> Intervals(int seconds, int names, bool isLavish = false)
    {
        for (var index = 0; index < seconds; index++)
        {
            yield return Interval(index, seconds, names, isLavish);
        }
    }

    public static RequestKey Key(int name) => name switch
    {
        0 => new RequestKey("POST", "/api/v1/deployments/"),
        1 => new RequestKey("GET", "/api/v1/deployments/{id}/"),
        2 => new RequestKey("POST", "/api/v1/auth/login"),
        _ => new RequestKey("GET", $"/api/v1/resource-{name:0000}/items/"),
    };

    private static RunPlan Plan(bool isLavish) => PrintedRuns.Plan with
    {
        Settings = new Dictionary<string, string> { ["timeout"] = "60 s", ["redirects"] = "up to 30", ["keep-alive"] = "yes" },
        Overrides = new Dictionary<string, string> { ["users"] = "200", ["run time"] = "1h (STAMPEDE_RUN_TIME)" },
        Options = new Dictionary<string, string> { ["articles"] = "12" },
        Load = PrintedRuns.Plan.Load with
        {
            Description = "200 users, 10 started per second, for 1h",
            Parts = isLavish
                ?
                [
                    new LoadPartPlan { Name = "steady", Kind = "users", Description = "200 users", IsOpen = false, Users = 200, Start = TimeSpan.Zero, Classes = ["DeploymentUser"] },
                    new LoadPartPlan { Name = "rush", Kind = "arrivals", Description = "20 arrivals per second", IsOpen = true, Users = 50, ArrivalRate = 20, Start = TimeSpan.FromSeconds(60), Classes = ["RushUser"] },
                ]
                : [],
        },
        Classes =
        [
            PrintedRuns.Plan.Classes[0] with { Tasks = [new TaskPlan("Create", 3) { Share = 0.75 }, new TaskPlan("Detail", 1) { Share = 0.25 }] },
        ],
    };

    private static IntervalSnapshot Interval(int index, int seconds, int names, bool isLavish)
    {
        var random = new Random(index);
        var share = (double)index / seconds;
        var isSlow = share is > 0.55 and < 0.65;
        var running = Math.Min(200, (index + 1) * 10);
        var requests = new Dictionary<RequestKey, RequestStats>();
        var failures = new List<FailureInterval>();
        for (var name = 0; name < names; name++)
        {
            if (name >= 20 && random.Next(names / 20) > 0)
            {
                continue; // rare names are not asked for every second
            }

            var key = Key(name);
            var stats = Stats(random, 1 + (60 * running / 200 / (1 + name)), (name % 7 + 1) * (isSlow ? 60_000 : 9_000), isSlow && name < 3, isLavish);
            requests[key] = stats;
            if (stats.Failed > 0)
            {
                failures.Add(Failure(key, stats.Failed, index));
            }
        }

        return new IntervalSnapshot
        {
            Index = index,
            Offset = TimeSpan.FromSeconds(index),
            Length = TimeSpan.FromSeconds(1),
            Phase = !isLavish ? Phase.Steady : share < 0.05 ? Phase.WarmUp : share >= 0.95 ? Phase.CoolDown : Phase.Steady,
            Requests = requests,
            Failures = failures,
            Transactions = isLavish ? new Dictionary<string, RequestStats> { ["roll out"] = Stats(random, 12, 40_000, isSlow, false) } : new Dictionary<string, RequestStats>(),
            Checks = new Dictionary<string, CheckStats> { ["has id"] = new(random.Next(20, 50), isSlow ? 2 : 0) },
            Metrics = isLavish ? Metrics(random) : new Dictionary<string, CustomMetricStats>(),
            UserErrors = isSlow && isLavish ? [new UserErrorInterval("DeploymentUser", "Create", "System.InvalidOperationException", "Sequence contains no elements", 1, "   at System.Linq.ThrowHelper.ThrowNoElementsException()\n   at DeploymentUser.Create() in deployments.cs:line 30")] : [],
            Arrivals = isLavish ? [new ArrivalSample { Load = "rush", Scheduled = 20, Started = isSlow ? 17 : 20, Late = isSlow ? 4 : 0, Dropped = isSlow ? 3 : 0, InFlight = isSlow ? 50 : random.Next(3, 9), StartDelay = Delay(isSlow ? 12_000 : 150) }] : [],
            Classes = [new UserClassSample { Name = "DeploymentUser", Planned = running, Running = running - (isSlow ? 3 : 0), Lost = share > 0.6 ? 3 : 0, Iterations = running / 2, TasksStarted = [running / 2 * 3 / 4, running / 8] }],
            Generator = new GeneratorSample
            {
                Cpu = 0.3 + (0.1 * random.NextDouble()) + (isSlow ? 0.4 : 0),
                MachineCpu = 0.6 + (0.1 * random.NextDouble()),
                GcPause = random.NextDouble() * 3,
                Allocated = 1_000_000,
                Memory = 180_000_000 + (index * 1_000L),
                LoopLag = random.NextDouble() * (isSlow ? 12 : 2),
                Lateness = random.NextDouble() * 2,
                PoolQueue = 0,
                OpenSockets = running,
            },
        };
    }

    private static RequestStats Stats(Random random, int count, int median, bool fails, bool hasService)
    {
        var stats = new RequestStats { BytesSent = count * 210L, BytesReceived = count * 940L, BodyBytes = count * 800L, ConnectionsOpened = random.Next(2) };
        stats.ServiceTime = hasService ? new Histogram() : null;
        for (var i = 0; i < count; i++)
        {
            var spread = Math.Exp((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 1.1) * (random.Next(200) == 0 ? 8 : 1);
            var time = (long)(median * spread);
            stats.Settled++;
            if (fails && random.Next(12) == 0)
            {
                stats.Failed++;
                stats.Statuses[503] = stats.Statuses.GetValueOrDefault(503) + 1;
                stats.FailureKinds[FailureKind.Status] = stats.FailureKinds.GetValueOrDefault(FailureKind.Status) + 1;
                stats.FailedResponseTime.Record(time / 4);
                continue;
            }

            stats.Statuses[200] = stats.Statuses.GetValueOrDefault(200) + 1;
            stats.ResponseTime.Record(time);
            stats.ServiceTime?.Record(time * 7 / 10);
            stats.FirstByte.Record(time * 8 / 10);
        }

        return stats;
    }

    private static Histogram Delay(int microseconds)
    {
        var delay = new Histogram();
        delay.Record(microseconds, 20);
        return delay;
    }

    private static Dictionary<string, CustomMetricStats> Metrics(Random random)
    {
        var values = new Histogram();
        values.Record(random.Next(1_000, 90_000), 5);
        return new Dictionary<string, CustomMetricStats>
        {
            ["basket value"] = new() { Kind = CustomMetricKind.Trend, Count = 5, Sum = values.Sum / 1_000.0, Last = 3, Minimum = values.Min / 1_000.0, Maximum = values.Max / 1_000.0, Values = values },
            ["queue depth"] = new() { Kind = CustomMetricKind.Gauge, Count = 1, Sum = 7, Last = random.Next(5, 30), Minimum = 2, Maximum = 40 },
            ["cache hits"] = new() { Kind = CustomMetricKind.Rate, Count = 20, Sum = random.Next(10, 20), Last = 1, Minimum = 0, Maximum = 1 },
            ["orders"] = new() { Kind = CustomMetricKind.Counter, Count = 4, Sum = random.Next(1, 9), Last = 1, Minimum = 1, Maximum = 3 },
        };
    }

    private static FailureInterval Failure(RequestKey key, long count, int index) => new(
        new FailureKey(key, FailureKind.Status, "status 503"),
        new FailureStats
        {
            Count = count,
            First = Started.AddSeconds(index),
            Last = Started.AddSeconds(index),
            Samples =
            [
                new FailureSample
                {
                    At = Started.AddSeconds(index), Url = "http://localhost:8000" + key.Name.Replace("{id}", "7", StringComparison.Ordinal) + "?token=abc", Status = 503, ResponseTime = 2_345,
                    Body = "{\"detail\": \"the upstream is overloaded\", \"retry\": true}", Headers = new Dictionary<string, string> { ["X-Request-Id"] = "8f14e45f", ["Retry-After"] = "2" },
                },
            ],
        });
}
