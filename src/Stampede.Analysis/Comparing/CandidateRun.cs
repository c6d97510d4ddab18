using Stampede.Baselines;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>A run that is held against a baseline.</summary>
/// <param name="Metrics">Its figures.</param>
public sealed record CandidateRun(RunMetrics Metrics)
{
    /// <summary>Where it was read from, as it was given; null where that is not known.</summary>
    public string? Source { get; init; }

    /// <summary>Its audit; null where it is not known.</summary>
    public AuditResult? Audit { get; init; }
}
