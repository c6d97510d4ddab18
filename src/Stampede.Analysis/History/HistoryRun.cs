using Stampede.Baselines;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>A run as a history takes it, wherever it comes from: a run folder, another tool's file, a file of metrics, a database.</summary>
/// <param name="Id">What names it where it is kept.</param>
/// <param name="Metrics">Its figures and how it came to be.</param>
public sealed record HistoryRun(string Id, RunMetrics Metrics)
{
    // Distributions in their short form, by service; null where they are in the metrics.
    private Dictionary<string, string>? Packed { get; init; }

    /// <summary>The same run with its distributions packed: a tenth of the memory, unpacked when they are looked at. For histories of many runs.</summary>
    public HistoryRun Pack() => Packed is not null ? this : this with
    {
        Metrics = Metrics with { Services = [.. Metrics.Services.Select(s => s with { Times = null })] },
        Packed = Metrics.Services.Where(s => s.Times is { Count: > 0 }).ToDictionary(s => s.Service, s => s.Times!.Encode()),
    };

    /// <summary>Whether the distribution of a service's response times is known.</summary>
    internal bool HasTimes(string service) => Packed?.ContainsKey(service) ?? Metrics.Services.Any(s => s.Service == service && s.Times is { Count: > 0 });

    /// <summary>The distribution of a service's response times; null where it is unknown.</summary>
    internal Histogram? Times(string service) => Packed is null ? Metrics.Services.FirstOrDefault(s => s.Service == service)?.Times
        : Packed.TryGetValue(service, out var packed) ? Histogram.Decode(packed) : null;

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
