namespace Stampede.Engine;

/// <summary>What every load has beside its own figures.</summary>
internal sealed record LoadSettings
{
    public static readonly LoadSettings Default = new();

    /// <summary>Its name among several loads; null for one made up.</summary>
    public string? Name { get; init; }

    /// <summary>How long it goes on; null for its own length.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What was given as duration and is none.</summary>
    public string? UnreadableDuration { get; init; }

    /// <summary>When it begins, after the load that holds it.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The user classes that it is for; empty for all.</summary>
    public IReadOnlyList<Type> Classes { get; init; } = [];

    /// <summary>What must hold for its own requests.</summary>
    public IReadOnlyList<string> Thresholds { get; init; } = [];

    public TimeSpan WarmUp { get; init; }

    public TimeSpan CoolDown { get; init; }

    /// <summary>Iterations in all; null for no limit.</summary>
    public long? Iterations { get; init; }

    public long? IterationsPerUser { get; init; }

    public long? Requests { get; init; }

    /// <summary>Time spans that were given to other members and are none, each a sentence.</summary>
    public IReadOnlyList<string> Mistakes { get; init; } = [];
}
