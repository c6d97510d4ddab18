namespace Stampede.Engine;

/// <summary>What was measured for a threshold.</summary>
/// <param name="Value">The value, in the quantity's base unit.</param>
/// <param name="Samples">How many samples it comes from.</param>
/// <param name="LeftOut">For times of successes only: the share of requests that failed and are therefore not in it; else 0.</param>
internal readonly record struct Measurement(double Value, long Samples, double LeftOut);
