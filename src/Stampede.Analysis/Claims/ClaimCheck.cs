namespace Stampede.Claims;

/// <summary>A claim, and what the run says about it.</summary>
public sealed record ClaimCheck
{
    /// <summary>The claim.</summary>
    public required Claim Claim { get; init; }

    /// <summary>What the run says.</summary>
    public required ClaimOutcome Outcome { get; init; }

    /// <summary>What was measured, in the claim's unit; null where the run does not tell.</summary>
    public double? Measured { get; init; }

    /// <summary>Where the claimed number may come from, or what it hides, the likeliest first; at most three.</summary>
    public IReadOnlyList<string> Explanations { get; init; } = [];
}
