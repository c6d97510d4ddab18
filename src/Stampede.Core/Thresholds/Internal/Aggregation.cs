namespace Stampede.Engine;

/// <summary>Which figure of a distribution of times a threshold is about.</summary>
internal enum Aggregation
{
    /// <summary>The metric is one figure already.</summary>
    None,
    Average,
    Minimum,
    Maximum,
    Count,
    Percentile,
}
