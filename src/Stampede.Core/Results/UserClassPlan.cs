namespace Stampede.Results;

/// <summary>A user class as it is planned.</summary>
public sealed record UserClassPlan
{
    /// <summary>The class's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its weight among the classes without a fixed count.</summary>
    public required double Weight { get; init; }

    /// <summary>How many of it there are before weights count; 0 where weights decide.</summary>
    public required int FixedCount { get; init; }

    /// <summary>Its wait time as written: <c>between 0.5 and 2 s</c>.</summary>
    public required string WaitTime { get; init; }

    /// <summary>The mean wait in seconds; null where it cannot be known (pacing, own code).</summary>
    public double? MeanWait { get; init; }

    /// <summary>With pacing or throughput: the least time from one iteration's start to the next one's, on average, in seconds; else null.</summary>
    public double? CycleSeconds { get; init; }

    /// <summary>The host of this class, where it is not the plan's.</summary>
    public string? Host { get; init; }

    /// <summary>Its tasks, those of its sets included, in order of declaration: methods, then sets.</summary>
    public required IReadOnlyList<TaskPlan> Tasks { get; init; }
}
