using Stampede.Metrics;

namespace Stampede.Reporting;

/// <summary>The response times that reports show of a name, in microseconds: of successes, from the histogram; of an imported run what its file tells.</summary>
/// <param name="stats">The statistics.</param>
internal readonly struct TimeFigures(RequestStats stats)
{
    /// <summary>The percentiles of tables; files of Locust have them too.</summary>
    public static readonly double[] Percentiles = [50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99];

    /// <summary>How many requests the figures are of.</summary>
    public long Count => stats.Reported?.Count ?? stats.ResponseTime.Count;

    public double? Mean => stats.Reported is { } reported ? reported.Mean : Count == 0 ? null : stats.ResponseTime.Mean;

    public double? Minimum => stats.Reported is { } reported ? reported.Minimum : Count == 0 ? null : stats.ResponseTime.Min;

    public double? Maximum => stats.Reported is { } reported ? reported.Maximum : Count == 0 ? null : stats.ResponseTime.Max;

    /// <summary>The 0th is the smallest, the 100th the largest; null where it is unknown.</summary>
    public double? Percentile(double percentile) => percentile switch
    {
        0 => Minimum,
        100 => Maximum,
        _ when stats.Reported is { } reported => reported.Percentiles.TryGetValue(percentile, out var known) ? known : null,
        _ => Count == 0 ? null : stats.ResponseTime.Percentile(percentile),
    };

    /// <summary>The 95 % interval; null at an end that is unknown, and at both without a distribution.</summary>
    public (long? Low, long? High) Interval(double percentile)
    {
        if (stats.Reported is not null || Count == 0)
        {
            return (null, null);
        }

        var ranks = PercentileInterval.Of(Count, percentile);
        return (ranks.Lower is { } lower ? stats.ResponseTime.ValueAtRank(lower) : null, ranks.Upper is { } upper ? stats.ResponseTime.ValueAtRank(upper) : null);
    }
}
