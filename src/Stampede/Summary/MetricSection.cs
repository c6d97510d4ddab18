using Spectre.Console.Rendering;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The test's own metrics, a row each.</summary>
internal static class MetricSection
{
    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        if (result.Metrics.Count == 0)
        {
            return [];
        }

        var table = new ColumnTable(
            new Column("Metric") { IsText = true }, new Column("Kind") { IsText = true, Drop = 1 }, new Column("Samples") { Drop = 2 }, new Column("Value") { IsText = true });
        foreach (var (name, stats) in result.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            table.Add(name, stats.Kind.ToString().ToLowerInvariant(), Figures.Count(stats.Count), Value(stats, result.Duration));
        }

        return [table];
    }

    private static string Value(CustomMetricStats stats, TimeSpan duration) => stats.Kind switch
    {
        CustomMetricKind.Counter when duration > TimeSpan.Zero => $"{Figures.Number(stats.Sum)}, {Figures.Rate(stats.Sum / duration.TotalSeconds)} per s",
        CustomMetricKind.Counter => Figures.Number(stats.Sum),
        CustomMetricKind.Gauge => $"last {Figures.Number(stats.Last)}, min {Figures.Number(stats.Minimum)}, max {Figures.Number(stats.Maximum)}",
        CustomMetricKind.Rate => Figures.Percent((long)stats.Sum, stats.Count),
        _ when stats.Values is { Count: > 0 } values =>
            $"mean {Figures.Number(stats.Sum / stats.Count)}, median {Percentile(values, 50)}, p95 {Percentile(values, 95)}, p99 {Percentile(values, 99)}, max {Figures.Number(stats.Maximum)}",
        _ => "-",
    };

    // A trend is kept in thousandths of its unit.
    private static string Percentile(Histogram values, double percentile) => Figures.Number(values.Percentile(percentile) / 1_000.0);
}
