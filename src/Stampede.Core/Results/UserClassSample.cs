namespace Stampede.Results;

/// <summary>A user class in one interval.</summary>
public sealed record UserClassSample
{
    /// <summary>The class's name.</summary>
    public required string Name { get; init; }

    /// <summary>Users that the load asks for at the end of the interval.</summary>
    public required int Planned { get; init; }

    /// <summary>Users that are running (started, and neither lost nor stopped) at the end of the interval, or at the stop of the run where that came before.</summary>
    public required int Running { get; init; }

    /// <summary>Users lost so far: they gave up in their start.</summary>
    public required int Lost { get; init; }

    /// <summary>Iterations finished in the interval.</summary>
    public required long Iterations { get; init; }

    /// <summary>Executions per task in the interval, in the plan's order.</summary>
    public required IReadOnlyList<long> TasksStarted { get; init; }
}
