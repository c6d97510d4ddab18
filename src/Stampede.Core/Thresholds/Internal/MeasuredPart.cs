using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What thresholds look at: a whole run, or one interval of it.</summary>
internal sealed record MeasuredPart
{
    /// <summary>How long was measured.</summary>
    public required TimeSpan Length { get; init; }

    public required IReadOnlyDictionary<RequestKey, RequestStats> Requests { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>> Selections { get; init; }

    public required IReadOnlyDictionary<string, RequestStats> Transactions { get; init; }

    public required IReadOnlyDictionary<string, CheckStats> Checks { get; init; }

    public required IReadOnlyDictionary<string, CustomMetricStats> Metrics { get; init; }

    public required IReadOnlyList<ArrivalSample> Arrivals { get; init; }

    public required IReadOnlyList<UserClassSample> Classes { get; init; }

    public static MeasuredPart Of(RunResult run) => new()
    {
        Length = run.Duration,
        Requests = run.Requests,
        Selections = run.Selections,
        Transactions = run.Transactions,
        Checks = run.Checks,
        Metrics = run.Metrics,
        Arrivals = run.Arrivals,
        Classes = run.Classes,
    };

    public static MeasuredPart Of(IntervalSnapshot interval) => new()
    {
        Length = interval.Length,
        Requests = interval.Requests,
        Selections = interval.Selections,
        Transactions = interval.Transactions,
        Checks = interval.Checks,
        Metrics = interval.Metrics,
        Arrivals = interval.Arrivals,
        Classes = interval.Classes,
    };
}
