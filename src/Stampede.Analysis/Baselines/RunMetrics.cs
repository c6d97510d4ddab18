using Stampede.Baselines.Internal;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Baselines;

/// <summary>The normalised metrics of one run, its own or another tool's: what a baseline keeps and a comparison reads.</summary>
public sealed record RunMetrics
{
    /// <summary>How the run came to be.</summary>
    public required RunManifest Manifest { get; init; }

    /// <summary>The figures by service, in the order of the map, or of the names.</summary>
    public required IReadOnlyList<ServiceMetrics> Services { get; init; }

    /// <summary>Requests that no rule of the map matches, in order; they are in no figure.</summary>
    public IReadOnlyList<string> Unmapped { get; init; } = [];

    /// <summary>Takes the metrics of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="map">Which request belongs to which service; default <see cref="ServiceMap.ByRequest"/>.</param>
    public static RunMetrics Of(RunResult run, ServiceMap? map = null)
    {
        map ??= ServiceMap.ByRequest;
        var byService = run.Requests.OrderBy(r => r.Key.Name, StringComparer.Ordinal).ThenBy(r => r.Key.Method, StringComparer.Ordinal).ToLookup(r => map.Of(r.Key));
        var services = map.Rules.Count == 0 ? byService.Select(g => g.Key!) : map.Services.Where(byService.Contains);
        return new RunMetrics
        {
            Manifest = ManifestOf.Run(run),
            Services = [.. services.Select(service => Service(SecretMask.Url(service), run, Sum(byService[service])))],
            Unmapped = [.. byService[null].Select(r => ReportText.Masked(r.Key).ToString())],
        };
    }

    private static RequestStats Sum(IEnumerable<KeyValuePair<RequestKey, RequestStats>> requests)
    {
        var all = requests.ToArray();
        if (all is [var (_, only)])
        {
            return only; // a sum has no percentiles where they are figures only
        }

        var sum = new RequestStats();
        foreach (var (_, stats) in all)
        {
            sum.Add(stats);
        }

        return sum;
    }

    private static ServiceMetrics Service(string name, RunResult run, RequestStats stats)
    {
        var times = new TimeFigures(stats);
        long? failures = run.Knows(UnknownParts.Outcomes) ? stats.Failed : null;
        return new ServiceMetrics
        {
            Service = name,
            Requests = stats.Settled,
            Failures = failures,
            ErrorRate = stats.Settled == 0 ? null : 100.0 * failures / stats.Settled,

            // What a file says of its row is better than what follows from a duration of all rows.
            RequestsPerSecond = stats.Reported?.Rate ?? ReportText.PerSecond(run, stats.Settled),
            Mean = Milliseconds(times.Mean),
            Median = Milliseconds(stats.Reported?.Median ?? times.Percentile(50)),
            P95 = Milliseconds(times.Percentile(95)),
            P99 = Milliseconds(times.Percentile(99)),
            Minimum = Milliseconds(times.Minimum),
            Maximum = Milliseconds(times.Maximum),
            IncludesFailures = stats.Reported?.IncludesFailures ?? failures is null,
            Times = stats.Reported is null && stats.ResponseTime.Count > 0 ? stats.ResponseTime : null,
        };
    }

    private static double? Milliseconds(double? microseconds) => microseconds / 1_000;
}
