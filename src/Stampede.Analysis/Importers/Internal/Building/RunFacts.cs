using Stampede.Results;

namespace Stampede.Importing;

/// <summary>What an importer knows of a run beside its requests.</summary>
internal sealed record RunFacts
{
    /// <summary>The format, for people.</summary>
    public required string Format { get; init; }

    /// <summary>The load test's name.</summary>
    public required string Name { get; init; }

    /// <summary>The files that were read.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>What the files do not tell. What the builder sees for itself is added: users, start and length.</summary>
    public required UnknownParts Unknown { get; init; }

    /// <summary>What readers must know.</summary>
    public IReadOnlyList<RunNote> Notes { get; init; } = [];

    /// <summary>The base address; null where it is not told.</summary>
    public string? Host { get; init; }

    /// <summary>When the run started; null for the first thing that was seen.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>How long it took; null for the time from the first to the last thing that was seen.</summary>
    public TimeSpan? Duration { get; init; }
}
