namespace Stampede.Results;

/// <summary>The load as it is planned.</summary>
public sealed record LoadPlan
{
    /// <summary>The load model: <c>users</c> (closed, constant), <c>stages</c>, <c>arrivals</c> and so on; <c>several</c> where there are several.</summary>
    public required string Kind { get; init; }

    /// <summary>One line for people: <c>100 users, 10 started per second, for 5m</c>.</summary>
    public required string Description { get; init; }

    /// <summary>The highest number of users; of arrivals the limit in flight.</summary>
    public required int Users { get; init; }

    /// <summary>Users started per second; null where that is no single figure.</summary>
    public double? SpawnRate { get; init; }

    /// <summary>How long the run takes, ramp included; null until it is stopped.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How long the first phase is, which statistics leave out; with <see cref="UntilSpawned"/> at most so long.</summary>
    public TimeSpan WarmUp { get; init; }

    /// <summary>How long the last phase is, which statistics leave out.</summary>
    public TimeSpan CoolDown { get; init; }

    /// <summary>Whether the warm-up ends when all users have been started (<c>--reset-stats</c>).</summary>
    public bool UntilSpawned { get; init; }

    /// <summary>The loads that it consists of; one where it is a single one. Empty in what was imported or written before there were several.</summary>
    public IReadOnlyList<LoadPartPlan> Parts { get; init; } = [];
}
