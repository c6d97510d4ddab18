using Stampede.Metrics;

namespace Stampede.Reporting;

/// <summary>A metric of the test's own over time.</summary>
internal sealed class MetricSeries
{
    private CustomMetricStats? _open;

    /// <summary>
    /// Per point, null without samples: of a counter the sum; of a gauge the last value, the lowest and the highest; of a rate the samples and those that
    /// were true; of a trend p50, p95, p99 and maximum.
    /// </summary>
    public List<double?>[] Columns { get; private set; } = [];

    /// <summary>Points closed.</summary>
    public int Count { get; private set; }

    /// <summary>Adds what an interval has.</summary>
    public void Add(CustomMetricStats stats)
    {
        _open ??= new CustomMetricStats { Kind = stats.Kind };
        _open.Add(stats);
    }

    /// <summary>Ends the open point.</summary>
    public void Close()
    {
        var values = _open is { Count: > 0 } stats ? Values(stats) : [];
        if (Columns.Length == 0 && values.Length > 0)
        {
            Columns = [.. values.Select(_ => Enumerable.Repeat<double?>(null, Count).ToList())];
        }

        for (var i = 0; i < Columns.Length; i++)
        {
            Columns[i].Add(i < values.Length ? values[i] : null);
        }

        Count++;
        _open = null;
    }

    private static double?[] Values(CustomMetricStats stats) => stats.Kind switch
    {
        CustomMetricKind.Counter => [stats.Sum],
        CustomMetricKind.Gauge => [stats.Last, stats.Minimum, stats.Maximum],
        CustomMetricKind.Rate => [stats.Count, stats.Sum],
        _ when stats.Values is { } values =>
            [Trend(values.Percentile(50)), Trend(values.Percentile(95)), Trend(values.Percentile(99)), stats.Maximum],
        _ => [],
    };

    private static double Trend(long thousandths) => (double)thousandths / CustomMetricStats.Scale;
}
