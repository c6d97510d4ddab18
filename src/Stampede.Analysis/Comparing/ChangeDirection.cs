namespace Stampede.Analysis;

/// <summary>Which way a metric gets worse.</summary>
public enum ChangeDirection
{
    /// <summary>More is worse: latency, errors.</summary>
    HigherIsWorse,

    /// <summary>Less is worse: throughput.</summary>
    LowerIsWorse,
}
