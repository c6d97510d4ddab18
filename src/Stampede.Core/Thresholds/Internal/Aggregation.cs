namespace Stampede.Engine;

/// <summary>Which figure of a metric a threshold is about.</summary>
internal enum Aggregation
{
    /// <summary>The metric is one figure already; of a gauge the last value, of a counter the sum.</summary>
    None,
    Average,
    Minimum,
    Maximum,
    Count,
    Percentile,

    /// <summary>Of a counter: its sum per second.</summary>
    PerSecond,
}
