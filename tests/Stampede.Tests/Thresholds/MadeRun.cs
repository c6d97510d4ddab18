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

    public static RequestKey Get(string name) => new("GET", name);

    public static RequestKey Post(string name) => new("POST", name);
}
