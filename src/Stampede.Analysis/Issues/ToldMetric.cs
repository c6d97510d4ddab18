namespace Stampede.Analysis;

/// <summary>What an issue last said of a metric: whether there is news is held against it.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Level">How much worse it was said to be.</param>
/// <param name="Low">The lower end of the interval that was told, in the unit of the margin; null where it is infinite.</param>
/// <param name="High">The upper end.</param>
public sealed record ToldMetric(string Metric, ChangeLevel Level, double? Low, double? High);
