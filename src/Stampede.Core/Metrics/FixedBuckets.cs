namespace Stampede.Metrics;

/// <summary>The fixed buckets into which distributions are folded for monitoring systems, which cannot take a <see cref="Histogram"/> as it is.</summary>
public static class FixedBuckets
{
    /// <summary>
    /// Of times: upper bounds, inclusive, in seconds, from 0.5 ms to 60 s. Up to 5 s neighbours are at most a factor of 2 apart, so that
    /// percentiles interpolated in them stay useful.
    /// </summary>
    public static IReadOnlyList<double> Seconds { get; } =
    [
        0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60,
    ];

    /// <summary>Of a test's own trends, whose unit can be any: 1, 2 and 5 of every power of ten, from 0.001 to 1,000,000.</summary>
    public static IReadOnlyList<double> Trends { get; } =
    [
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6,
    ];
}
