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

    /// <summary>The generator itself; null in what was imported.</summary>
    public GeneratorSample? Generator { get; init; }
}
