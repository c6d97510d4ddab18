namespace Stampede.Reporting;

/// <summary>Where in a band a run's figure lies.</summary>
/// <param name="Band">The band.</param>
/// <param name="Outcome">Where in it.</param>
/// <param name="Measured">The figure in the metric's base unit; null without data.</param>
/// <param name="MeasuredText">The figure for people.</param>
internal sealed record BandResult(Band Band, BandOutcome Outcome, double? Measured, string MeasuredText);
