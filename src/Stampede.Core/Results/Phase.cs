namespace Stampede.Results;

/// <summary>The named parts of a run.</summary>
public enum Phase
{
    /// <summary>What is measured: statistics and thresholds are about it. A run without phases is all of this one.</summary>
    Steady,

    /// <summary>The first part, left out of statistics and thresholds.</summary>
    WarmUp,

    /// <summary>The last part, left out of statistics and thresholds.</summary>
    CoolDown,
}
