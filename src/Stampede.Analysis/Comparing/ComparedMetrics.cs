namespace Stampede.Analysis;

/// <summary>What is known of each metric: its names, its unit, and which way is worse.</summary>
public static class ComparedMetrics
{
    /// <summary>All metrics, in the order of reports.</summary>
    public static IReadOnlyList<ComparedMetric> All { get; } = Enum.GetValues<ComparedMetric>();

    /// <summary>Its name in files: <c>p95</c>, <c>error_rate</c>.</summary>
    public static string Key(this ComparedMetric metric) => metric switch
    {
        ComparedMetric.Mean => "mean",
        ComparedMetric.Median => "median",
        ComparedMetric.P95 => "p95",
        ComparedMetric.P99 => "p99",
        ComparedMetric.ErrorRate => "error_rate",
        _ => "rps",
    };

    /// <summary>Its name in the file of baselines: <c>p95_latency_ms</c>, <c>error_rate_pct</c>.</summary>
    public static string BaselineKey(this ComparedMetric metric) => metric switch
    {
        ComparedMetric.Mean => "avg_latency_ms",
        ComparedMetric.Median => "median_latency_ms",
        ComparedMetric.P95 => "p95_latency_ms",
        ComparedMetric.P99 => "p99_latency_ms",
        ComparedMetric.ErrorRate => "error_rate_pct",
        _ => "rps",
    };

    /// <summary>Its name for people: <c>error rate</c>, <c>requests/s</c>.</summary>
    public static string Title(this ComparedMetric metric) => metric switch
    {
        ComparedMetric.ErrorRate => "error rate",
        ComparedMetric.RequestsPerSecond => "requests/s",
        _ => metric.Key(),
    };

    /// <summary>The unit of its values: <c>ms</c>, <c>%</c> or <c>/s</c>.</summary>
    public static string Unit(this ComparedMetric metric) => metric switch
    {
        ComparedMetric.ErrorRate => "%",
        ComparedMetric.RequestsPerSecond => "/s",
        _ => "ms",
    };

    /// <summary>Which way it gets worse.</summary>
    public static ChangeDirection Direction(this ComparedMetric metric) =>
        metric == ComparedMetric.RequestsPerSecond ? ChangeDirection.LowerIsWorse : ChangeDirection.HigherIsWorse;

    /// <summary>Whether it is of response times.</summary>
    public static bool IsTime(this ComparedMetric metric) => metric <= ComparedMetric.P99;

    /// <summary>The metric of a name, either the short one or that of the file of baselines; null for none.</summary>
    public static ComparedMetric? Of(string key) => All.Where(m => m.Key() == key || m.BaselineKey() == key).Select(m => (ComparedMetric?)m).FirstOrDefault();
}
