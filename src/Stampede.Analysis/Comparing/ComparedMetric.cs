namespace Stampede.Analysis;

/// <summary>A metric that two sides are compared by. The shortest and the longest time are none: each is of a single request.</summary>
public enum ComparedMetric
{
    /// <summary>The mean response time in milliseconds; one value a run.</summary>
    Mean,

    /// <summary>The median response time in milliseconds; one value a run.</summary>
    Median,

    /// <summary>The 95th percentile in milliseconds: of all requests where all runs have their distribution, else one value a run.</summary>
    P95,

    /// <summary>The 99th percentile in milliseconds, as <see cref="P95"/>.</summary>
    P99,

    /// <summary>The failed requests in percent of all, 0 to 100.</summary>
    ErrorRate,

    /// <summary>Settled requests per second; one value a run.</summary>
    RequestsPerSecond,
}
