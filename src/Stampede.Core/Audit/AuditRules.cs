namespace Stampede.Auditing;

/// <summary>The rules of the audit.</summary>
public static class AuditRules
{
    /// <summary>All of them, in the order of the reference (docs/reference/audit.md).</summary>
    public static IReadOnlyList<IAuditRule> All { get; } =
    [
        new SumsRule(),
    ];
}
