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

    /// <summary>What the rules look at, in a few words, by their identifiers; those that are not known are missing.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } = new Dictionary<string, string>();

    /// <summary>The gravest severity of the findings that are not accepted; null where there is none.</summary>
    public NoteSeverity? Worst => Findings.Where(f => f.Accepted is null).Max(f => (NoteSeverity?)f.Severity);
}
