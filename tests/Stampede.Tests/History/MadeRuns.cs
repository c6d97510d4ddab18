using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Runs of a history as the tests need them.</summary>
internal static class MadeRuns
{
    public static readonly DateTimeOffset Start = new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero);

    /// <summary>A run a value, a day apart, with a commit each; a null is a run without the figure.</summary>
    public static HistoryRun[] OfMeans(params double?[] means) => [.. means.Select((m, i) => Run(i, new ServiceMetrics { Service = "GET /a", Requests = 1_000, Mean = m }))];

    public static HistoryRun Run(int day, params ServiceMetrics[] services) => new($"run-{day:000}", new RunMetrics { Manifest = Manifest(day), Services = services });

    public static RunManifest Manifest(int day) => new()
    {
        Name = "checkout",
        PlanHash = new string('a', 64),
        Started = Start.AddDays(day),
        Commit = $"{day:x7}",
        Machine = "ci-1",
        Cores = 4,
        Runtime = "10.0.0",
        Optimized = true,
        Version = "1.0.0",
        Ending = RunEnding.Completed,
        Verdict = Verdict.Passed,
    };

    /// <summary>The same run with another manifest.</summary>
    public static HistoryRun With(this HistoryRun run, Func<RunManifest, RunManifest> change) => run with { Metrics = run.Metrics with { Manifest = change(run.Metrics.Manifest) } };

    /// <summary>A run of a service with all its figures from a distribution.</summary>
    public static ServiceMetrics Of(string service, Histogram times, double rps = 100, double errors = 0) => new()
    {
        Service = service,
        Requests = times.Count,
        Failures = 0,
        ErrorRate = errors,
        RequestsPerSecond = rps,
        Mean = times.Mean / 1_000,
        Median = times.Percentile(50) / 1_000.0,
        P95 = times.Percentile(95) / 1_000.0,
        P99 = times.Percentile(99) / 1_000.0,
        Times = times,
    };

    /// <summary>60 % at 10 ms, a quarter at the middle, the rest at 200 ms: how much that is varies from run to run.</summary>
    public static Histogram ThreeModes(Random random, double middle)
    {
        var run = new Histogram();
        var slow = 0.1 + 0.1 * random.NextDouble();
        for (var i = 0; i < 1_000; i++)
        {
            var which = random.NextDouble();
            var mode = which < slow ? 200_000 : which < slow + 0.25 ? middle : 10_000;
            run.Record((long)(mode * Math.Exp(0.08 * Draws.Normal(random))));
        }

        return run;
    }

    /// <summary>Response times around a level.</summary>
    public static Histogram Times(Random random, double level, int count = 200)
    {
        var run = new Histogram();
        for (var i = 0; i < count; i++)
        {
            run.Record((long)(level * Math.Exp(0.3 * Draws.Normal(random))));
        }

        return run;
    }

    public static HistoryReport Report(IEnumerable<HistoryRun> runs, HistoryOptions? options = null) => HistoryReport.Of(RunHistory.Of(runs), options);
}
