using Stampede.Metrics;

namespace Stampede.Reporting;

/// <summary>The coarse buckets of heat map and distribution: four to a doubling, so that each is about 19 % wider than the one below.</summary>
internal static class LogBuckets
{
    /// <summary>Buckets to a doubling.</summary>
    public const int PerDoubling = 4;

    /// <summary>The bucket of a time: the first holds 0 and 1 µs.</summary>
    public static int Of(long microseconds) => microseconds <= 1 ? 0 : (int)(Math.Log2(microseconds) * PerDoubling);

    /// <summary>The first bucket with values, then the count of each up to the last one with values; empty without values.</summary>
    public static long[] Counts(Histogram times)
    {
        if (times.Count == 0)
        {
            return [];
        }

        var first = Of(times.Min);
        var counts = new long[Of(times.Max) - first + 2];
        counts[0] = first;
        foreach (var bucket in times.Buckets)
        {
            var low = Math.Clamp(bucket.Low, times.Min, times.Max); // a bucket may begin below the smallest value
            counts[Of(low) - first + 1] += bucket.Count;
        }

        return counts;
    }
}
