using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>What a rule says of a run: something found, nothing found, or not applicable.</summary>
public sealed class AuditOutcome
{
    private AuditOutcome(IReadOnlyList<AuditFinding> findings, string? reason) => (Findings, Reason) = (findings, reason);

    /// <summary>The rule was applied, and found nothing.</summary>
    public static AuditOutcome Clean { get; } = new([], null);

    /// <summary>What it found; empty for nothing.</summary>
    public IReadOnlyList<AuditFinding> Findings { get; }

    /// <summary>Why it could not be applied; null where it was.</summary>
    public string? Reason { get; }

    /// <summary>The rule could not be applied.</summary>
    /// <param name="reason">Which data is not there, or why the run is not of its kind: half a sentence.</param>
    public static AuditOutcome NotApplicable(string reason) => new([], reason);

    /// <summary>The rule found something; with no finding it is <see cref="Clean"/>.</summary>
    public static AuditOutcome Found(params IReadOnlyList<AuditFinding> findings) => findings.Count == 0 ? Clean : new AuditOutcome(findings, null);
}
