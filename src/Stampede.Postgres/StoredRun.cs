using Stampede.Results;

namespace Stampede.Stores;

/// <summary>A run of a store, with what it can be found by.</summary>
/// <param name="Entry">What a list shows; its id is that of the store.</param>
/// <param name="Folder">What the run folder was called where it was pushed.</param>
public sealed record StoredRun(RunEntry Entry, string Folder)
{
    /// <summary>The id.</summary>
    public string Id => Entry.Id;

    /// <summary>The hash of the plan, as baselines have it; null where it is not known.</summary>
    public string? PlanHash { get; init; }

    /// <summary>The commit that was tested; null where it is not known.</summary>
    public string? Commit { get; init; }

    /// <summary>The branch; null where it is not known.</summary>
    public string? Branch { get; init; }

    /// <summary>The machine that sent the load; null where it is not known.</summary>
    public string? Machine { get; init; }

    /// <summary>The tags, sorted.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The measured window; null where it is not known, as of a run that has not ended.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The size of its two files in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The number of intervals.</summary>
    public int Intervals { get; init; }

    /// <summary>When it was pushed.</summary>
    public DateTimeOffset Pushed { get; init; }

    /// <summary>The database's user who pushed it.</summary>
    public required string PushedBy { get; init; }
}
