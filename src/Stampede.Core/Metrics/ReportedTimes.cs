namespace Stampede.Metrics;

/// <summary>
/// What another tool's file says of response times where it tells no distribution: figures as they stand there, in microseconds. What it lacks is null or
/// absent. Percentiles cannot be merged: the sum of two has none.
/// </summary>
public sealed record ReportedTimes
{
    /// <summary>How many requests the figures are of.</summary>
    public required long Count { get; init; }

    /// <summary>Whether failed requests are among them, as in Locust's files.</summary>
    public required bool IncludesFailures { get; init; }

    /// <summary>The mean; null where it is not told.</summary>
    public double? Mean { get; init; }

    /// <summary>The median, where it is told beside the percentiles; else null.</summary>
    public double? Median { get; init; }

    /// <summary>In an interval: the median of all requests up to its end, where the file tells that beside its counts (Locust's history); else null.</summary>
    public double? MedianSoFar { get; init; }

    /// <summary>The smallest; null where it is not told.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest; null where it is not told.</summary>
    public double? Maximum { get; init; }

    /// <summary>Requests per second, where it is told beside the times; else null. Whether it agrees with the count is for the audit to say.</summary>
    public double? Rate { get; init; }

    /// <summary>The percentiles that are told, above 0 to 100, as far as they are.</summary>
    public IReadOnlyDictionary<double, double> Percentiles { get; init; } = new Dictionary<double, double>();

    /// <summary>Both together: of count, rate, mean, smallest and largest what both tell, and no percentile. One without requests adds nothing.</summary>
    public static ReportedTimes? Sum(ReportedTimes? a, ReportedTimes? b)
    {
        if (a is not { Count: > 0 } || b is not { Count: > 0 })
        {
            return a is { Count: > 0 } ? a : b ?? a;
        }

        var count = a.Count + b.Count;
        return new ReportedTimes
        {
            Count = count,
            IncludesFailures = a.IncludesFailures || b.IncludesFailures,
            Rate = a.Rate + b.Rate,
            Mean = ((a.Mean * a.Count) + (b.Mean * b.Count)) / count,
            Minimum = a.Minimum < b.Minimum ? a.Minimum : a.Minimum is null ? null : b.Minimum,
            Maximum = a.Maximum > b.Maximum ? a.Maximum : a.Maximum is null ? null : b.Maximum,
        };
    }
}
