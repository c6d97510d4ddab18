namespace Stampede.Auditing;

/// <summary>What a run's figures are to be used for, on which the weight of a finding depends.</summary>
public enum AuditUse
{
    /// <summary>A verdict on this one run.</summary>
    Run,

    /// <summary>A claim of capacity: "it can do so much".</summary>
    Capacity,

    /// <summary>A comparison with other runs.</summary>
    Comparison,
}
