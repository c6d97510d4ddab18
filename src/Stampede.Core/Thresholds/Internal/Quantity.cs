namespace Stampede.Engine;

/// <summary>What kind of number a threshold compares; its base unit is that of <see cref="Results.ThresholdResult.Measured"/>.</summary>
internal enum Quantity
{
    /// <summary>Microseconds.</summary>
    Time,

    /// <summary>A number of things.</summary>
    Count,

    /// <summary>Things per second.</summary>
    PerSecond,

    /// <summary>0 to 1.</summary>
    Share,

    /// <summary>In the test's own unit; may be below 0.</summary>
    Number,
}
