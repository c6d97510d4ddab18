using Stampede.Baselines;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>A run as a history takes it, wherever it comes from: a run folder, another tool's file, a file of metrics, a database.</summary>
/// <param name="Id">What names it where it is kept.</param>
/// <param name="Metrics">Its figures and how it came to be.</param>
public sealed record HistoryRun(string Id, RunMetrics Metrics)
{
    /// <summary>Why it cannot be taken into a history, as half a sentence; null where it can.</summary>
    public string? Unfit => Metrics.Manifest switch
    {
        { Verdict: Verdict.Invalid } => "invalid: its numbers must not be believed",
        { Ending: RunEnding.None } => "unfinished: it still runs, or its process was killed",
        { Ending: RunEnding.Interrupted } => "interrupted before its time",
        { Ending: RunEnding.ThresholdAborted } => "stopped by a threshold before its time",
        { Ending: RunEnding.LoopBlocked } => "stopped: a user blocked an event loop",
        { Ending: RunEnding.AllUsersLost } => "stopped: every user was lost",
        { Ending: RunEnding.Crashed } => "ended by an error in Stampede",
        _ => Metrics.Services.Count == 0 ? "without any request" : null,
    };
}
