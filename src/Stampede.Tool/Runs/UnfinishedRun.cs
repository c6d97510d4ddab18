using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Tells a run that is still running from one whose process was killed: the former writes once a second.</summary>
internal static class UnfinishedRun
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    public static bool IsRunning(string folder, TimeProvider clock) =>
        Directory.EnumerateFiles(folder).Any(file => clock.GetUtcNow() - File.GetLastWriteTimeUtc(file) < Silence);

    /// <summary>What the summary says of it.</summary>
    public static string Text(string folder, RunResult result, TimeProvider clock) => IsRunning(folder, clock) ? "it still runs" : Killed(result);

    /// <summary>What the summary says of one that no longer runs.</summary>
    public static string Killed(RunResult result) => $"its process was killed; the last interval is that of {Figures.Clock(result.Duration)}";
}
