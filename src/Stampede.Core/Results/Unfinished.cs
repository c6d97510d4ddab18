namespace Stampede.Results;

/// <summary>Requests that were under way when the run stopped. They are in no other figure.</summary>
/// <param name="Count">How many; 1 or more.</param>
/// <param name="Longest">How long the longest of them had been under way, in microseconds.</param>
public sealed record Unfinished(long Count, long Longest);
