namespace Stampede.Stores;

/// <summary>What a push did.</summary>
/// <param name="Id">The run's id in the store.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Intervals">Its intervals.</param>
/// <param name="Bytes">The size of its two files.</param>
public sealed record PushResult(string Id, PushOutcome Outcome, int Intervals, long Bytes);
