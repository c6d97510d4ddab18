namespace Stampede.Results;

/// <summary>A part of intervals.jsonl whose seconds were folded into longer intervals.</summary>
/// <param name="Length">Length of its intervals in seconds.</param>
/// <param name="Until">Where it ends, in seconds after the start of the run; the next part begins there.</param>
internal sealed record FoldedIntervals(int Length, int Until);
