namespace Stampede.Metrics;

/// <summary>What was recorded between two flushes.</summary>
public sealed class MetricsDelta
{
    /// <summary>Statistics of the names that had requests.</summary>
    public required IReadOnlyDictionary<RequestKey, RequestStats> Requests { get; init; }

    /// <summary>Failures; <see cref="FailureStats.Count"/> is of this delta, samples are those newly taken.</summary>
    public required IReadOnlyDictionary<FailureKey, FailureStats> Failures { get; init; }

    /// <summary>Transactions that ended, by name.</summary>
    public required IReadOnlyDictionary<string, RequestStats> Transactions { get; init; }

    /// <summary>Metrics of the test's own that had samples.</summary>
    public required IReadOnlyDictionary<string, CustomMetricStats> Metrics { get; init; }

    /// <summary>Of the requests, those of each selection, in the order in which the recorder was given them. Failure kinds are not told apart in them.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<RequestKey, RequestStats>> Selections { get; init; }

    /// <summary>Checks that were made.</summary>
    public required IReadOnlyDictionary<string, CheckStats> Checks { get; init; }

    /// <summary>Executions per task, by index within the plan; shorter than the plan where later tasks had none.</summary>
    public required IReadOnlyList<long> TasksStarted { get; init; }

    /// <summary>Finished iterations per class, by index within the plan; shorter than the plan where later classes had none.</summary>
    public required IReadOnlyList<long> IterationsDone { get; init; }

    /// <summary>Exceptions of users' code.</summary>
    public required IReadOnlyDictionary<UserErrorKey, UserErrorStats> UserErrors { get; init; }
}
