namespace Stampede.Baselines.Compatible;

/// <summary>What the scripts say of a metric.</summary>
public enum ScriptStatus
{
    /// <summary>Within its limit.</summary>
    Pass,

    /// <summary>Beyond its limit, by less than half of it.</summary>
    Warning,

    /// <summary>Beyond its limit by more. The comparison fails.</summary>
    Fail,
}
