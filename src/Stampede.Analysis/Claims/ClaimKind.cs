namespace Stampede.Claims;

/// <summary>What a claimed number is a number of.</summary>
public enum ClaimKind
{
    /// <summary>A count of requests.</summary>
    Count,

    /// <summary>A share, in percent.</summary>
    Share,

    /// <summary>A time, in milliseconds.</summary>
    Time,

    /// <summary>A number per second.</summary>
    Rate,

    /// <summary>A number of users.</summary>
    Users,

    /// <summary>How long the run took, in seconds.</summary>
    Duration,
}
