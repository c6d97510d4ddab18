using System.Diagnostics;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>What one shard recorded of one metric of the test's own in one interval. Used again and again; a record allocates nothing once it is warm.</summary>
internal sealed class CustomMetricAccumulator
{
    private readonly Histogram _values = new();
    private double _sum;
    private double _last;
    private double _minimum;
    private double _maximum;

    /// <summary>Samples in this interval; the rest is all zero where this is 0.</summary>
    public long Count { get; private set; }

    /// <summary>When the last sample of a gauge was taken: the last of several shards is what counts.</summary>
    public long LastAt { get; private set; }

    public void Record(CustomMetricKind kind, double value)
    {
        _minimum = Count == 0 ? value : Math.Min(_minimum, value);
        _maximum = Count == 0 ? value : Math.Max(_maximum, value);
        Count++;
        _sum += value;
        _last = value;
        if (kind == CustomMetricKind.Gauge)
        {
            LastAt = Stopwatch.GetTimestamp();
        }
        else if (kind == CustomMetricKind.Trend)
        {
            _values.Record((long)Math.Min(Math.Round(value * CustomMetricStats.Scale), Histogram.Largest));
        }
    }

    public CustomMetricStats ToStats(CustomMetricKind kind) => new()
    {
        Kind = kind,
        Count = Count,
        Sum = _sum,
        Last = _last,
        Minimum = _minimum,
        Maximum = _maximum,
        Values = kind == CustomMetricKind.Trend ? _values : null,
    };

    public void Clear()
    {
        if (Count > 0)
        {
            (Count, LastAt, _sum, _last, _minimum, _maximum) = (0, 0, 0, 0, 0, 0);
            RequestAccumulator.Empty(_values);
        }
    }
}
