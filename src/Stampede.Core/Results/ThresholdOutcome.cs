namespace Stampede.Results;

/// <summary>A threshold's outcome. No data is not a pass.</summary>
public enum ThresholdOutcome
{
    /// <summary>It holds.</summary>
    Passed,

    /// <summary>It does not hold.</summary>
    Failed,

    /// <summary>There was nothing to measure.</summary>
    NoData,
}
