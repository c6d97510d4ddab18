namespace Stampede.Engine;

/// <summary>What a threshold can be about.</summary>
internal enum ThresholdMetric
{
    // Of requests and transactions.
    ResponseTime,
    FailedResponseTime,
    AllResponseTime,
    ServiceTime,
    Requests,
    RequestsPerSecond,
    Failures,
    FailureRate,
    SuccessRate,

    Checks,
    Iterations,
    IterationsPerSecond,

    // Of the open model, from Arrivals to DroppedArrivalRate.
    Arrivals,
    LateArrivals,
    DroppedArrivals,
    LateArrivalRate,
    DroppedArrivalRate,

    // Of the test's own, from Counter to Trend.
    Counter,
    Gauge,
    Rate,
    Trend,
}
