namespace Stampede.Engine;

/// <summary>What a threshold can be about.</summary>
internal enum ThresholdMetric
{
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
}
