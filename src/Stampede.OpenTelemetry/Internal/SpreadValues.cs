using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>
/// A histogram as single values again, for an SDK that takes nothing else: each bucket's values stand at the same part of it, and that part is
/// chosen so that the sum of all is the exact one. A value is moved by at most the width of its bucket, 0.1 %.
/// </summary>
internal static class SpreadValues
{
    /// <summary>The values in the histogram's unit, each with how often it occurred.</summary>
    public static IEnumerable<(double Value, long Count)> Of(Histogram histogram)
    {
        double low = 0, width = 0;
        foreach (var bucket in histogram.Buckets)
        {
            low += (double)bucket.Low * bucket.Count;
            width += (double)(bucket.High - bucket.Low) * bucket.Count;
        }

        var part = width > 0 ? Math.Clamp((histogram.Sum - low) / width, 0, 1) : 0;
        foreach (var bucket in histogram.Buckets)
        {
            yield return (bucket.Low + part * (bucket.High - bucket.Low), bucket.Count);
        }
    }
}
