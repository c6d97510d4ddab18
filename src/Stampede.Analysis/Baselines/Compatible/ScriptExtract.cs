namespace Stampede.Baselines.Compatible;

/// <summary>What the scripts would take from a file.</summary>
/// <param name="Metrics">The numbers that they write.</param>
/// <param name="Misleading">Where those numbers mislead, a sentence each.</param>
public sealed record ScriptExtract(ScriptMetrics Metrics, IReadOnlyList<string> Misleading);
