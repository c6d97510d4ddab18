using Stampede.Results;

namespace Stampede.Stores;

/// <summary>A run folder that is to be stored, and what its files do not tell.</summary>
/// <param name="Folder">The run folder. What it is called is kept as the run's folder.</param>
public sealed record RunPush(string Folder)
{
    /// <summary>Makes the hash of the run's plan, as baselines have it; null for none. What it is given has no intervals, and no totals where it has not ended.</summary>
    public Func<RunResult, string?>? PlanHash { get; init; }

    /// <summary>The branch that was tested; null where it is not known.</summary>
    public string? Branch { get; init; }

    /// <summary>Its tags. Those of a run that is there already are added to.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether a run that is there with other content is replaced; default not.</summary>
    public bool Replaces { get; init; }
}
