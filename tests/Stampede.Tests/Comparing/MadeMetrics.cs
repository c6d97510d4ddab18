using System.Globalization;
using Stampede.Analysis;
using Stampede.Baselines;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Figures of runs as comparisons read them, made up.</summary>
internal static class MadeMetrics
{
    public static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-21T12:00:00Z", CultureInfo.InvariantCulture);

    public static RunManifest Manifest { get; } = new()
    {
        Name = "shop",
        PlanHash = "0123456789abcdef",
        Started = Now.AddHours(-2),
        Duration = TimeSpan.FromSeconds(60),
        Users = 100,
        Commit = "abc123",
        Machine = "generator",
        Cores = 4,
        Runtime = "10.0.0",
        Optimized = true,
        Version = "1.0.0",
        Verdict = Verdict.Passed,
        Paced = false,
    };

    /// <summary>Runs of one service whose times are log-normal around a median that varies from run to run.</summary>
    /// <param name="service">Its name.</param>
    /// <param name="runs">How many.</param>
    /// <param name="factor">By what all times are multiplied.</param>
    /// <param name="seed">Of the times.</param>
    /// <param name="failures">Of 2,000 requests, in each run.</param>
    public static RunMetrics[] Runs(int runs, double factor = 1, int seed = 1, int failures = 0, string service = "checkout")
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, runs).Select(i => Run(i, Service(service, random, factor, failures)))];
    }

    public static RunMetrics Run(int minute, params ServiceMetrics[] services) => new() { Manifest = Manifest with { Started = Manifest.Started!.Value.AddMinutes(minute) }, Services = services };

    public static ServiceMetrics Service(string name, Random random, double factor = 1, int failures = 0, int requests = 2_000)
    {
        var times = new Histogram();
        var middle = 40_000 * factor * (1 + 0.01 * (random.NextDouble() - 0.5));
        for (var i = 0; i < requests - failures; i++)
        {
            times.Record((long)(middle * Math.Exp(0.3 * Normal(random))));
        }

        return new ServiceMetrics
        {
            Service = name,
            Requests = requests,
            Failures = failures,
            ErrorRate = 100.0 * failures / requests,
            RequestsPerSecond = requests / 60.0 / factor * (1 + 0.005 * (random.NextDouble() - 0.5)),
            Mean = times.Mean / 1_000,
            Median = times.Percentile(50) / 1_000.0,
            P95 = times.Percentile(95) / 1_000.0,
            P99 = times.Percentile(99) / 1_000.0,
            Times = times,
        };
    }

    public static Baseline Baseline(params RunMetrics[] runs) => new() { Name = "main", Saved = Now.AddHours(-1), Runs = runs };

    public static RunComparison Compare(RunMetrics[] baseline, RunMetrics[] candidate, ComparisonOptions? options = null, ComparisonMargins? margins = null) =>
        Compare(Baseline(baseline), candidate, options, margins);

    public static RunComparison Compare(Baseline baseline, RunMetrics[] candidate, ComparisonOptions? options = null, ComparisonMargins? margins = null) =>
        RunComparison.Of(baseline, [.. candidate.Select(c => new CandidateRun(c))], margins ?? ComparisonMargins.Default, options ?? new(), new Random(1), Now);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
