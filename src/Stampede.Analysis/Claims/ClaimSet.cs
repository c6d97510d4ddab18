using Stampede.Auditing;

namespace Stampede.Claims;

/// <summary>What somebody says about a run: numbers, and what it was to do.</summary>
public sealed record ClaimSet
{
    /// <summary>The numbers; empty for none.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>What the run was to do; null where that is not told.</summary>
    public AuditPlan? Plan { get; init; }
}
