using Stampede.Analysis;

namespace Stampede.Engine;

/// <summary>What was read for a history.</summary>
/// <param name="Runs">The runs, of whatever plan.</param>
/// <param name="Unread">What could not be read.</param>
internal sealed record HistoryInput(IReadOnlyList<HistoryRun> Runs, IReadOnlyList<ExcludedRun> Unread);
