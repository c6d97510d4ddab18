using Stampede.Baselines;

namespace Stampede.Analysis;

/// <summary>A run of a history as a report names it.</summary>
/// <param name="Id">What names it where it is kept.</param>
/// <param name="Manifest">How it came to be: start, commit, machine, runtime.</param>
public sealed record HistoryEntry(string Id, RunManifest Manifest);
