namespace Stampede.Metrics;

/// <summary>What a metric of the test's own is.</summary>
public enum CustomMetricKind
{
    /// <summary>A sum.</summary>
    Counter,

    /// <summary>A value that goes up and down; the last one counts, and the lowest and highest are kept.</summary>
    Gauge,

    /// <summary>A share: how many of the samples were true.</summary>
    Rate,

    /// <summary>A distribution of values.</summary>
    Trend,
}
