namespace Stampede.Metrics;

/// <summary>One bucket of a histogram that holds values.</summary>
/// <param name="Low">The smallest value that falls into it, in microseconds.</param>
/// <param name="High">The largest value that falls into it, in microseconds.</param>
/// <param name="Count">How many values it holds; never 0.</param>
public readonly record struct HistogramBucket(long Low, long High, long Count);
