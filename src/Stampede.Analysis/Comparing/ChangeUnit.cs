namespace Stampede.Analysis;

/// <summary>In what a change is measured.</summary>
public enum ChangeUnit
{
    /// <summary>Relative to the baseline: 0.05 is 5 % more.</summary>
    Relative,

    /// <summary>In the metric's own unit.</summary>
    Absolute,

    /// <summary>Of rates, in percentage points: 0.5 is from 1 % to 1.5 %.</summary>
    PercentagePoints,
}
