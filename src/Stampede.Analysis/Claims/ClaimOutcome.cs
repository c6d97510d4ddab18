namespace Stampede.Claims;

/// <summary>What a run says about a claim.</summary>
public enum ClaimOutcome
{
    /// <summary>It agrees.</summary>
    Right,

    /// <summary>It agrees, but does not mean what it seems to mean.</summary>
    Misleading,

    /// <summary>It is off by at most 0.5 %: another moment, another rounding.</summary>
    Near,

    /// <summary>It is wrong.</summary>
    Wrong,

    /// <summary>The run does not tell.</summary>
    Unknown,
}
