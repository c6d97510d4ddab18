using Stampede.Baselines;

namespace Stampede.Analysis;

/// <summary>A figure that a history follows.</summary>
/// <param name="Key">Its name in files: <c>p95_latency_ms</c>.</param>
/// <param name="Name">Its short name, also on the command line: <c>p95</c>.</param>
/// <param name="Unit">What it is measured in.</param>
/// <param name="Direction">Which way it gets worse.</param>
public sealed record HistoryMetric(string Key, string Name, string Unit, ChangeDirection Direction)
{
    /// <summary>The mean response time.</summary>
    public static HistoryMetric Mean { get; } = new("avg_latency_ms", "mean", "ms", ChangeDirection.HigherIsWorse);

    /// <summary>The median response time.</summary>
    public static HistoryMetric Median { get; } = new("median_latency_ms", "median", "ms", ChangeDirection.HigherIsWorse);

    /// <summary>The 95th percentile of response times.</summary>
    public static HistoryMetric P95 { get; } = new("p95_latency_ms", "p95", "ms", ChangeDirection.HigherIsWorse);

    /// <summary>The 99th percentile of response times.</summary>
    public static HistoryMetric P99 { get; } = new("p99_latency_ms", "p99", "ms", ChangeDirection.HigherIsWorse);

    /// <summary>Failed requests of all, in percent; changes are in percentage points.</summary>
    public static HistoryMetric ErrorRate { get; } = new("error_rate_pct", "errors", "%", ChangeDirection.HigherIsWorse);

    /// <summary>Requests per second.</summary>
    public static HistoryMetric RequestsPerSecond { get; } = new("rps", "rps", "/s", ChangeDirection.LowerIsWorse);

    /// <summary>
    /// The whole distribution of response times, by the second detector. Its values are the share of requests, in percent, that took no longer than a time:
    /// the one at which the distributions before and after a change differ most.
    /// </summary>
    public static HistoryMetric Distribution { get; } = new("latency_distribution", "distribution", "% of requests", ChangeDirection.LowerIsWorse);

    /// <summary>All, in the order in which they are shown.</summary>
    public static IReadOnlyList<HistoryMetric> All { get; } = [Mean, Median, P95, P99, ErrorRate, RequestsPerSecond, Distribution];

    /// <summary>Whether it is a response time.</summary>
    public bool IsLatency => Unit == "ms";

    /// <summary>By its key or its short name; null for none.</summary>
    public static HistoryMetric? Find(string name) => All.FirstOrDefault(m => m.Key == name || m.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Its value in a run; null where it is unknown, and of the distribution, which is none.</summary>
    public double? Of(ServiceMetrics service) => Key switch
    {
        "avg_latency_ms" => service.Mean,
        "median_latency_ms" => service.Median,
        "p95_latency_ms" => service.P95,
        "p99_latency_ms" => service.P99,
        "error_rate_pct" => service.ErrorRate,
        "rps" => service.RequestsPerSecond,
        _ => null,
    };
}
