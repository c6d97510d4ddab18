namespace Stampede.Metrics;

/// <summary>A metric of the test's own over some time. Mergeable: intervals add up to the totals.</summary>
public sealed class CustomMetricStats
{
    /// <summary>A trend's values are kept in thousandths of its unit.</summary>
    internal const int Scale = 1_000;

    /// <summary>The largest value of a trend that percentiles tell apart.</summary>
    internal const long LargestTrend = Histogram.Largest / Scale;

    /// <summary>What it is.</summary>
    public required CustomMetricKind Kind { get; init; }

    /// <summary>Samples.</summary>
    public long Count { get; set; }

    /// <summary>The samples' sum; of a rate, how many were true.</summary>
    public double Sum { get; set; }

    /// <summary>The last sample.</summary>
    public double Last { get; set; }

    /// <summary>The lowest sample; 0 without any.</summary>
    public double Minimum { get; set; }

    /// <summary>The highest sample; 0 without any.</summary>
    public double Maximum { get; set; }

    /// <summary>
    /// Of a trend, the distribution in thousandths of its unit; else null. Values above 3,600,000 of it are kept as that; <see cref="Sum"/> and
    /// <see cref="Maximum"/> stay exact.
    /// </summary>
    public Histogram? Values { get; set; }

    /// <summary>Adds a later one. The other stays as it is, and shares nothing with this one afterwards.</summary>
    public void Add(CustomMetricStats later)
    {
        if (later.Count == 0)
        {
            return;
        }

        Minimum = Count == 0 ? later.Minimum : Math.Min(Minimum, later.Minimum);
        Maximum = Count == 0 ? later.Maximum : Math.Max(Maximum, later.Maximum);
        Count += later.Count;
        Sum += later.Sum;
        Last = later.Last;
        if (later.Values is not null)
        {
            Values ??= new Histogram();
            Values.Add(later.Values);
        }
    }
}
