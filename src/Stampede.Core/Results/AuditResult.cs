namespace Stampede.Results;

/// <summary>Whether a run can be believed: what the audit found, and which rules had nothing to say.</summary>
public sealed record AuditResult
{
    /// <summary>What was found, the gravest first.</summary>
    public required IReadOnlyList<AuditFinding> Findings { get; init; }

    /// <summary>The rules that were applied and found nothing.</summary>
    public required IReadOnlyList<string> Clean { get; init; }

    /// <summary>The rules that could not be applied.</summary>
    public required IReadOnlyList<AuditAbsence> NotApplicable { get; init; }

    /// <summary>The gravest severity of all findings; null where there is none.</summary>
    public NoteSeverity? Worst => Findings.Count == 0 ? null : Findings.Max(f => f.Severity);
}
