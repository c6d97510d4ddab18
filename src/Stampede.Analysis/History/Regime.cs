namespace Stampede.Analysis;

/// <summary>A stretch of a history in which a metric stayed what it was.</summary>
/// <param name="First">Its first run that has the metric, 0 the oldest of the history.</param>
/// <param name="Last">Its last one.</param>
/// <param name="Runs">How many have it.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Low">The lower end of the mean's 98 % interval; null of one run.</param>
/// <param name="High">The upper end; null of one run.</param>
public sealed record Regime(int First, int Last, int Runs, double Mean, double? Low, double? High);
