namespace Stampede.Analysis;

/// <summary>A run that is left out of a history, and why: none is left out in silence.</summary>
/// <param name="Id">What names it.</param>
/// <param name="Started">When it started; null where that is not known.</param>
/// <param name="Reason">Why, as half a sentence.</param>
public sealed record ExcludedRun(string Id, DateTimeOffset? Started, string Reason);
