namespace Stampede.Reporting;

/// <summary>Where in its band a figure lies.</summary>
internal enum BandOutcome
{
    /// <summary>Where it should be.</summary>
    Pass,

    /// <summary>Where somebody should look.</summary>
    Warning,

    /// <summary>Where it must not be.</summary>
    Fail,

    /// <summary>There was nothing to measure.</summary>
    NoData,
}
