namespace Stampede.Engine;

/// <summary>A piece of a curve of arrivals: the rate goes evenly from one figure to another.</summary>
/// <param name="From">Arrivals per second at its start.</param>
/// <param name="To">Arrivals per second at its end.</param>
/// <param name="Length">How long it takes.</param>
internal readonly record struct RateSegment(double From, double To, TimeSpan Length);
