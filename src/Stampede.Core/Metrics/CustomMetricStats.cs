namespace Stampede.Metrics;

/// <summary>A metric of the test's own over some time. Mergeable: intervals add up to the totals.</summary>
public sealed class CustomMetricStats
{
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

    /// <summary>Of a trend, the distribution in thousandths of its unit; else null.</summary>
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
