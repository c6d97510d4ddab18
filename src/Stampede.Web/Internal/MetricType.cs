namespace Stampede.Engine;

/// <summary>What a metric of the endpoint is.</summary>
internal enum MetricType
{
    /// <summary>Grows during a run.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts per bucket, cumulative, with count and sum.</summary>
    Histogram,
}
