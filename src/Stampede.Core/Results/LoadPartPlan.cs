namespace Stampede.Results;

/// <summary>One of the loads of a run, as it is planned.</summary>
public sealed record LoadPartPlan
{
    /// <summary>Its name; no other load of the run has it.</summary>
    public required string Name { get; init; }

    /// <summary>The load model: <c>users</c>, <c>stages</c>, <c>arrivals</c> and so on.</summary>
    public required string Kind { get; init; }

    /// <summary>One line for people.</summary>
    public required string Description { get; init; }

    /// <summary>Whether it is of the open model: arrivals, not users.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>The highest number of users; in the open model the limit of iterations in flight.</summary>
    public required int Users { get; init; }

    /// <summary>Of the open model: the highest rate, in arrivals per second; else null.</summary>
    public double? ArrivalRate { get; init; }

    /// <summary>When it begins, after the start of the run.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>When it ends, after the start of the run; null with the run.</summary>
    public TimeSpan? End { get; init; }

    /// <summary>The user classes that it is for.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Thresholds of its own, as written.</summary>
    public IReadOnlyList<string> Thresholds { get; init; } = [];

    /// <summary>Iterations in all; null for no limit.</summary>
    public long? Iterations { get; init; }

    /// <summary>Iterations of each user; null for no limit.</summary>
    public long? IterationsPerUser { get; init; }

    /// <summary>Requests in all; null for no limit.</summary>
    public long? Requests { get; init; }
}
