using Stampede.Metrics;

namespace Stampede.Results;

/// <summary>One second of a run (or what a long file folded into one), final once it is handed out. Nobody may change it.</summary>
public sealed record IntervalSnapshot
{
    /// <summary>The interval's index, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its start after the start of the run (the first user's start).</summary>
    public required TimeSpan Offset { get; init; }

    /// <summary>Its length, measured.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>The phase that it belongs to: an interval never spans two.</summary>
    public Phase Phase { get; init; }

    /// <summary>Statistics of the names that had requests.</summary>
    public required IReadOnlyDictionary<RequestKey, RequestStats> Requests { get; init; }

    /// <summary>Failures of this interval.</summary>
    public IReadOnlyList<FailureInterval> Failures { get; init; } = [];

    /// <summary>Checks made in this interval.</summary>
    public IReadOnlyDictionary<string, CheckStats> Checks { get; init; } = new Dictionary<string, CheckStats>();

    /// <summary>Exceptions of users' code in this interval.</summary>
    public IReadOnlyList<UserErrorInterval> UserErrors { get; init; } = [];

    /// <summary>The user classes, in the plan's order.</summary>
    public required IReadOnlyList<UserClassSample> Classes { get; init; }

    /// <summary>What became of the arrivals, a sample per load of the open model.</summary>
    public IReadOnlyList<ArrivalSample> Arrivals { get; init; } = [];

    /// <summary>Transactions that ended in this interval, by name. Their requests are in <see cref="Requests"/> as well: the two are never added up.</summary>
    public IReadOnlyDictionary<string, RequestStats> Transactions { get; init; } = new Dictionary<string, RequestStats>();

    /// <summary>Metrics of the test's own, by name.</summary>
    public IReadOnlyDictionary<string, CustomMetricStats> Metrics { get; init; } = new Dictionary<string, CustomMetricStats>();

    /// <summary>Of <see cref="Requests"/>, those that a threshold selects, by the selection's text.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>> Selections { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<RequestKey, RequestStats>>();

    /// <summary>The generator itself; null in what was imported.</summary>
    public GeneratorSample? Generator { get; init; }
}
