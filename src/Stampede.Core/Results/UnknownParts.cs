namespace Stampede.Results;

/// <summary>Parts of a <see cref="RunResult"/> that an imported run may lack. What is unknown is not zero.</summary>
[Flags]
public enum UnknownParts
{
    /// <summary>Everything is known.</summary>
    None = 0,

    /// <summary>When the run started.</summary>
    Started = 1,

    /// <summary>How long it took, and with it every rate.</summary>
    Duration = 1 << 1,

    /// <summary>Statuses of the answers, and which failures were accepted.</summary>
    Statuses = 1 << 2,

    /// <summary>Bytes sent and received, heads included.</summary>
    Bytes = 1 << 3,

    /// <summary>Bytes of bodies.</summary>
    Bodies = 1 << 4,

    /// <summary>Connections opened.</summary>
    Connections = 1 << 5,

    /// <summary>When failures were first and last seen.</summary>
    FailureTimes = 1 << 6,

    /// <summary>Users that were running.</summary>
    Users = 1 << 7,

    /// <summary>Users as they were planned, those lost, and what each class and task did.</summary>
    Plan = 1 << 8,

    /// <summary>Requests per name in each interval: intervals hold them under <see cref="Metrics.RequestKey.All"/>.</summary>
    IntervalNames = 1 << 9,

    /// <summary>Why the run ended.</summary>
    Ending = 1 << 10,

    /// <summary>Which requests failed, and how many: whatever is said of successes is of all requests.</summary>
    Outcomes = 1 << 11,

    /// <summary>Why requests failed: failures are counted, but not listed.</summary>
    FailureReasons = 1 << 12,

    /// <summary>Requests per name: all stand under <see cref="Metrics.RequestKey.All"/>.</summary>
    Names = 1 << 13,

    /// <summary>Of arrivals, which of them started late, by how much, and how many were under way.</summary>
    ArrivalDelays = 1 << 14,

    /// <summary>Requests sent again on a fresh connection.</summary>
    Resends = 1 << 15,
}
