using Stampede.Baselines;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>A run of one side of a comparison.</summary>
public sealed record ComparedRun
{
    /// <summary>How it came to be.</summary>
    public required RunManifest Manifest { get; init; }

    /// <summary>Where it was read from, as it was given; null where that is not known.</summary>
    public string? Source { get; init; }

    /// <summary>What its audit found, the gravest first; null where that is not known, as of the runs of a file of baselines.</summary>
    public IReadOnlyList<ComparedFinding>? Findings { get; init; }

    /// <summary>Whether its numbers must not be believed.</summary>
    public bool IsInvalid => Manifest.Verdict == Verdict.Invalid || Findings?.Any(f => f.Severity == NoteSeverity.Invalid && !f.IsAccepted) == true;

    /// <summary>A run with what its audit found, secrets masked.</summary>
    internal static ComparedRun Of(CandidateRun run) => new()
    {
        Manifest = run.Metrics.Manifest,
        Source = run.Source is null ? null : SecretMask.Text(run.Source),
        Findings = run.Audit is not { } audit ? null
            : [.. audit.Findings.Select(f => f.Masked()).OrderByDescending(f => f.Severity).Select(f => new ComparedFinding(f.Rule, f.Severity, AuditText.Line(f), f.Accepted is not null))],
    };
}
