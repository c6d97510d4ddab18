using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Runs made by hand, for tests that judge them.</summary>
internal static class MadeRun
{
    public static RunResult Of(params (RequestKey Key, RequestStats Stats)[] requests) => new()
    {
        Plan = new RunPlan
        {
            Name = "made",
            Classes = [],
            Load = new LoadPlan { Kind = "users", Description = "1 user", Users = 1, SpawnRate = 1 },
            Thresholds = [],
            ThresholdsHash = "",
            Seed = 1,
            StopTimeout = TimeSpan.Zero,
            StartRetries = 3,
        },
        Started = DateTimeOffset.UnixEpoch,
        Duration = TimeSpan.FromSeconds(10),
        Ending = RunEnding.Completed,
        Requests = requests.ToDictionary(r => r.Key, r => r.Stats),
        Failures = [],
        Checks = new Dictionary<string, CheckStats>(),
        UserErrors = [],
        Classes = [],
    };

    /// <summary>Successes of 1, 2, … n milliseconds.</summary>
    public static RequestStats Successes(int n, int failures = 0, int failedMilliseconds = 5_000)
    {
        var stats = new RequestStats { Settled = n + failures, Failed = failures };
        for (var i = 1; i <= n; i++)
        {
            stats.ResponseTime.Record(i * 1_000);
        }

        stats.FailedResponseTime.Record(failedMilliseconds * 1_000, failures);
        return stats;
    }

    /// <summary>A second of a run: requests of <c>GET /</c>, and a little of everything else that can be measured.</summary>
    public static IntervalSnapshot Second(int index, RequestStats stats, bool onlyWhenAny = false) => new()
    {
        Index = index,
        Offset = TimeSpan.FromSeconds(index),
        Length = TimeSpan.FromSeconds(1),
        Requests = onlyWhenAny && stats.Settled == 0 ? new Dictionary<RequestKey, RequestStats>() : new Dictionary<RequestKey, RequestStats> { [Get("/")] = stats },
        Checks = new Dictionary<string, CheckStats> { ["ok"] = new(1, 1) },
        Classes = [new UserClassSample { Name = "A", Planned = 1, Running = 1, Lost = 0, Iterations = 3, TasksStarted = [] }],
        Arrivals = [new ArrivalSample { Load = "rush", Scheduled = 5, Started = 4, Late = 1, Dropped = 1, InFlight = 1 }],
        Transactions = new Dictionary<string, RequestStats> { ["t"] = Successes(3) },
        Metrics = new Dictionary<string, CustomMetricStats>
        {
            ["orders"] = new() { Kind = CustomMetricKind.Counter, Count = 1, Sum = 2 },
            ["queue"] = new() { Kind = CustomMetricKind.Gauge, Count = 1, Sum = index, Last = index, Minimum = index, Maximum = index },
        },
        Selections = new Dictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>>
        {
            ["{class:A}"] = new Dictionary<RequestKey, RequestStats> { [Get("/")] = Successes(1) },
        },
    };

    public static RequestKey Get(string name) => new("GET", name);

    public static RequestKey Post(string name) => new("POST", name);
}
