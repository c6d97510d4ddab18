namespace Stampede.Results;

/// <summary>A phase as it was.</summary>
/// <param name="Phase">Which one.</param>
/// <param name="Offset">Its start after the start of the run.</param>
/// <param name="Length">How long it took, measured.</param>
/// <param name="Settled">Requests settled in it; those of warm-up and cool-down are in no other figure.</param>
/// <param name="Failed">Of those, the failed ones.</param>
public sealed record PhaseResult(Phase Phase, TimeSpan Offset, TimeSpan Length, long Settled, long Failed);
