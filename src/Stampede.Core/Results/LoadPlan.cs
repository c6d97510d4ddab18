namespace Stampede.Results;

/// <summary>The load as it is planned.</summary>
public sealed record LoadPlan
{
    /// <summary>The load model: <c>users</c> (closed, constant).</summary>
    public required string Kind { get; init; }

    /// <summary>One line for people: <c>100 users, 10 started per second, for 5m</c>.</summary>
    public required string Description { get; init; }

    /// <summary>The highest number of users.</summary>
    public required int Users { get; init; }

    /// <summary>Users started per second.</summary>
    public required double SpawnRate { get; init; }

    /// <summary>How long the run takes, ramp included; null until it is stopped.</summary>
    public TimeSpan? Duration { get; init; }
}
