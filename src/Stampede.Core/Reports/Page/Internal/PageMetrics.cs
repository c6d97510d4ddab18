using System.Text.Json;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Checks, and metrics of the test's own.</summary>
internal static class PageMetrics
{
    private static readonly double[] Percentiles = [50, 95, 99];

    public static void Write(Utf8JsonWriter json, RunResult result, PageSeries series)
    {
        json.WriteStartArray("checks");
        foreach (var (name, check) in result.Checks.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            json.WriteStartArray();
            json.WriteStringValue(SecretMask.Text(name));
            json.WriteNumberValue(check.Passed);
            json.WriteNumberValue(check.Failed);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("metrics");
        foreach (var (name, stats) in result.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            Write(json, name, stats, series.Metrics.GetValueOrDefault(name));
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, CustomMetricStats stats, MetricSeries? series)
    {
        json.WriteStartArray();
        json.WriteStringValue(SecretMask.Text(name));
        json.WriteStringValue(JsonEnum<CustomMetricKind>.Name(stats.Kind));
        json.WriteNumberValue(stats.Count);
        json.WriteNumbers(stats.Count == 0 ? [] : new double?[] { stats.Sum, stats.Last, stats.Minimum, stats.Maximum });
        json.WriteNumbers(stats.Values is { Count: > 0 } values
            ? Percentiles.Select(p => (double?)values.Percentile(p) / CustomMetricStats.Scale)
            : []);
        json.WriteStartArray();
        foreach (var column in series?.Columns ?? [])
        {
            json.WriteNumbers(column);
        }

        json.WriteEndArray();
        json.WriteEndArray();
    }
}
