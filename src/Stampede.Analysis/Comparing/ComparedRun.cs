using Stampede.Baselines;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>A run of one side of a comparison.</summary>
public sealed record ComparedRun
{
    /// <summary>How it came to be.</summary>
    public required RunManifest Manifest { get; init; }

    /// <summary>Where it was read from, as it was given; null where that is not known.</summary>
    public string? Source { get; init; }

    /// <summary>What its audit found, the gravest first; null where that is not known, as of the runs of a baseline.</summary>
    public IReadOnlyList<ComparedFinding>? Findings { get; init; }

    /// <summary>Whether its numbers must not be believed.</summary>
    public bool IsInvalid => Manifest.Verdict == Verdict.Invalid || Findings?.Any(f => f.Severity == NoteSeverity.Invalid && !f.IsAccepted) == true;
}
