namespace Stampede.Engine;

/// <summary>What was measured in a window.</summary>
/// <param name="Measured">The figure.</param>
/// <param name="Start">When the window begins, after the start of the run.</param>
internal readonly record struct WindowMeasurement(Measurement Measured, TimeSpan Start);
