using Stampede.Results;
using Stampede.Tests;

namespace Stampede.IntegrationTests;

/// <summary>Run folders to store.</summary>
internal static class StoreRuns
{
    /// <summary>Writes one, as a run does.</summary>
    /// <param name="root">The folder of the run folders.</param>
    /// <param name="intervals">Its intervals.</param>
    /// <param name="result">What it came to; null for a run that is killed after its last interval.</param>
    /// <param name="start">How it began; default that of <see cref="SampleRuns"/>.</param>
    public static async Task<string> Write(string root, IEnumerable<IntervalSnapshot> intervals, RunResult? result, RunStart? start = null)
    {
        using var writer = new RunFolderWriter(root);
        await writer.Started(start ?? SampleRuns.NewStart(), CancellationToken.None);
        foreach (var interval in intervals)
        {
            await writer.Interval(interval, new RunControlStub(), CancellationToken.None);
        }

        await (result is null ? ValueTask.CompletedTask : writer.Ended(result, CancellationToken.None));
        return writer.Path!;
    }

    /// <summary>Writes one that has everything that a run can have.</summary>
    public static Task<string> Write(string root, string name = "deployments", int seconds = 6)
    {
        var intervals = SampleRuns.Intervals(seconds);
        return Write(root, intervals, SampleRuns.Result(intervals) with { Plan = SampleRuns.Plan(name) }, SampleRuns.NewStart(name));
    }

    /// <summary>Makes a folder look as if nobody had written to it for long: a new one is that of a run under way.</summary>
    public static void Age(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
        }
    }

    /// <summary>The id in a line that push printed: <c>stored  ID  6 intervals</c>.</summary>
    public static string Id(string printed) => printed.Replace("already there", "there").Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)[1];
}
