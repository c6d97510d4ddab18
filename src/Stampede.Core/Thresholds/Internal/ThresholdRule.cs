using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>A threshold, read.</summary>
internal sealed record ThresholdRule
{
    /// <summary>The request that it is about, a name or a method and a name, or <c>TRANSACTION</c> and a name; null for everything.</summary>
    public string? Target { get; init; }

    /// <summary>Which of the requests, loads or classes it is about; null for all.</summary>
    public RequestSelection? Selection { get; init; }

    /// <summary>Where the selection stands in the text, braces included; where one could be put in if there is none.</summary>
    public Range SelectionPlace { get; init; }

    public ThresholdMetric Metric { get; init; }

    public Aggregation Aggregation { get; init; }

    /// <summary>0 to 100, where the aggregation is a percentile.</summary>
    public double Percentile { get; init; }

    /// <summary>The check's name, where it is about one.</summary>
    public string? Check { get; init; }

    /// <summary>The name of the metric of the test's own, where it is about one.</summary>
    public string? Custom { get; init; }

    public Comparison Comparison { get; init; }

    /// <summary>What is compared with, in the quantity's base unit; with a <see cref="Reference"/>, how many times its figure.</summary>
    public double Limit { get; init; }

    /// <summary>Of which requests the same figure is what is compared with (<c>2x {load:one user}</c>); null for a limit of its own.</summary>
    public RequestSelection? Reference { get; init; }

    /// <summary>The length of the windows in each of which it has to hold, whole seconds; null for the run as one.</summary>
    public TimeSpan? Over { get; init; }

    /// <summary>How much must be measured before it may end the run; null if it never does.</summary>
    public TimeSpan? AbortAfter { get; init; }

    public Quantity Quantity => (Metric, Aggregation) switch
    {
        (_, Aggregation.Count) => Quantity.Count,
        (_, Aggregation.PerSecond) => Quantity.PerSecond,
        (ThresholdMetric.Counter or ThresholdMetric.Gauge or ThresholdMetric.Trend, _) => Quantity.Number,
        (ThresholdMetric.Requests or ThresholdMetric.Failures or ThresholdMetric.Iterations, _) => Quantity.Count,
        (ThresholdMetric.Arrivals or ThresholdMetric.LateArrivals or ThresholdMetric.DroppedArrivals, _) => Quantity.Count,
        (ThresholdMetric.RequestsPerSecond or ThresholdMetric.IterationsPerSecond, _) => Quantity.PerSecond,
        (ThresholdMetric.FailureRate or ThresholdMetric.SuccessRate or ThresholdMetric.Checks or ThresholdMetric.Rate, _) => Quantity.Share,
        (ThresholdMetric.LateArrivalRate or ThresholdMetric.DroppedArrivalRate, _) => Quantity.Share,
        _ => Quantity.Time,
    };

    /// <summary>Whether it is about requests or transactions, so that a name may stand before it.</summary>
    public bool IsOfRequests => Metric <= ThresholdMetric.SuccessRate;

    public CustomMetricKind CustomKind => Metric switch
    {
        ThresholdMetric.Counter => CustomMetricKind.Counter,
        ThresholdMetric.Gauge => CustomMetricKind.Gauge,
        ThresholdMetric.Rate => CustomMetricKind.Rate,
        _ => CustomMetricKind.Trend,
    };

    /// <summary>Whether what has values from 0 up fails at once, before anything was done.</summary>
    public bool FailsAtFirst => Comparison is Comparison.Greater or Comparison.GreaterOrEqual && Over is null
        && (Quantity == Quantity.Count || this is { Metric: ThresholdMetric.Counter, Aggregation: Aggregation.None });

    /// <summary>Which parts of a selection have a meaning for it.</summary>
    public IReadOnlyList<string> SelectionKeys => Metric switch
    {
        <= ThresholdMetric.SuccessRate => MetricReader.IsTransaction(Target) ? [] : ThresholdSelector.Keys,
        ThresholdMetric.Iterations or ThresholdMetric.IterationsPerSecond => ["class"],
        >= ThresholdMetric.Arrivals and <= ThresholdMetric.DroppedArrivalRate => ["load"],
        _ => [],
    };
}
