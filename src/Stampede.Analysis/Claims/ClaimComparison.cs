namespace Stampede.Claims;

/// <summary>How a claim compares what was measured with its number.</summary>
public enum ClaimComparison
{
    /// <summary>The number itself, as exact as it is written.</summary>
    Is,

    /// <summary>About the number: within 5 %.</summary>
    About,

    /// <summary>At least the number.</summary>
    AtLeast,

    /// <summary>More than the number.</summary>
    Above,

    /// <summary>At most the number.</summary>
    AtMost,

    /// <summary>Less than the number.</summary>
    Below,
}
