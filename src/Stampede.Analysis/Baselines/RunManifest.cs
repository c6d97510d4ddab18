using Stampede.Results;

namespace Stampede.Baselines;

/// <summary>How a run came to be: what has to be the same for two runs to be comparable. What is unknown is null.</summary>
public sealed record RunManifest
{
    /// <summary>The load test's name.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256, in hexadecimal, of what the run was to do: load, classes, tasks, waits, settings and options, without hosts, seed and thresholds.</summary>
    public string? PlanHash { get; init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The measured window.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The highest number of users that was planned.</summary>
    public int? Users { get; init; }

    /// <summary>Whether the plan sets how many requests there are, by waits of the users or by arrivals, so that their rate says little of the system.</summary>
    public bool? Paced { get; init; }

    /// <summary>The commit of the repository that it ran in; <c>-dirty</c> appended where that had changes.</summary>
    public string? Commit { get; init; }

    /// <summary>The machine that sent the load.</summary>
    public string? Machine { get; init; }

    /// <summary>Its processors.</summary>
    public int? Cores { get; init; }

    /// <summary>The .NET runtime's version.</summary>
    public string? Runtime { get; init; }

    /// <summary>Whether the generator was compiled with optimisation.</summary>
    public bool? Optimized { get; init; }

    /// <summary>Stampede's version.</summary>
    public string? Version { get; init; }

    /// <summary>The format that it was imported from; null for a run of Stampede's own.</summary>
    public string? Format { get; init; }

    /// <summary>Why it ended; null where that is not known, as of most imported runs.</summary>
    public RunEnding? Ending { get; init; }

    /// <summary>What the run came to; null where it was not judged.</summary>
    public Verdict? Verdict { get; init; }
}
