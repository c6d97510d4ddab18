using Stampede.Metrics;

namespace Stampede.Baselines;

/// <summary>The figures of one service in one run. What is unknown is null, never zero.</summary>
public sealed record ServiceMetrics
{
    /// <summary>The service; without a map the request's method and name.</summary>
    public required string Service { get; init; }

    /// <summary>Settled requests.</summary>
    public required long? Requests { get; init; }

    /// <summary>Of those, the failed ones.</summary>
    public long? Failures { get; init; }

    /// <summary>The failed ones in percent, 0 to 100; null also where there was no request.</summary>
    public double? ErrorRate { get; init; }

    /// <summary>Settled requests per second of the measured window.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>The mean response time in milliseconds.</summary>
    public double? Mean { get; init; }

    /// <summary>The median response time in milliseconds.</summary>
    public double? Median { get; init; }

    /// <summary>The 95th percentile of response times in milliseconds, as measured: never an estimate.</summary>
    public double? P95 { get; init; }

    /// <summary>The 99th percentile of response times in milliseconds, as measured: never an estimate.</summary>
    public double? P99 { get; init; }

    /// <summary>The shortest response time in milliseconds.</summary>
    public double? Minimum { get; init; }

    /// <summary>The longest response time in milliseconds.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether failed requests are in the response times, as in Locust's files. Stampede's own are of successes.</summary>
    public bool IncludesFailures { get; init; }

    /// <summary>The distribution of the response times; null where only figures are known.</summary>
    public Histogram? Times { get; init; }
}
