using System.Runtime.CompilerServices;

namespace Stampede.Results;

/// <summary>Reads run folders: finished ones, those of a killed process, and those still being written.</summary>
public static class RunFolderReader
{
    /// <summary>
    /// Reads a run without its intervals. One that has not ended (its process was killed, or still runs) is summed from the complete lines of
    /// <c>intervals.jsonl</c>: its <see cref="RunResult.Ending"/> is <see cref="RunEnding.None"/>, and its notes say so.
    /// </summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RunFolderException">It is no run folder, was written by a newer version, or is damaged; names file and line.</exception>
    public static async ValueTask<RunResult> Open(string folder, CancellationToken cancellationToken = default)
    {
        var run = await ReadRun(folder, part => RunJsonReader.Run(part, folder), cancellationToken);
        return run.Ending == RunEnding.None ? await Sum(run, folder, cancellationToken) : await Ended(run, folder, cancellationToken);
    }

    /// <summary>Reads a run's intervals one at a time, in order. A last line that was cut off is left out.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RunFolderException">As for <see cref="Open"/>.</exception>
    public static async IAsyncEnumerable<IntervalSnapshot> Intervals(
        string folder, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await ReadRun(folder, part => part["schemaVersion"].Int(), cancellationToken);
        await foreach (var interval in new IntervalFile(IntervalsPath(folder)).Read(cancellationToken))
        {
            yield return interval;
        }
    }

    /// <summary>What a list shows of a run; a run that cannot be read has a <see cref="RunEntry.Problem"/>.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async ValueTask<RunEntry> Entry(string folder, CancellationToken cancellationToken = default)
    {
        var id = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        try
        {
            return await ReadRun(folder, part => RunJsonReader.Entry(part, id), cancellationToken);
        }
        catch (RunFolderException e)
        {
            return new RunEntry(id, null, null, RunEnding.None, null, e.Message);
        }
    }

    private static async ValueTask<RunResult> Ended(RunResult run, string folder, CancellationToken cancellationToken)
    {
        var path = IntervalsPath(folder);
        return File.Exists(path) && await new IntervalFile(path).EndsCutOff(cancellationToken) ? RunDocument.WithIntervalsCutOff(run) : run;
    }

    private static ValueTask<RunResult> Sum(RunResult run, string folder, CancellationToken cancellationToken)
    {
        var path = IntervalsPath(folder);
        return RunDocument.Sum(run, File.Exists(path) ? new IntervalFile(path) : null, cancellationToken);
    }

    private static async ValueTask<T> ReadRun<T>(string folder, Func<JsonPart, T> read, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, RunFolder.RunFile);
        try
        {
            return RunDocument.Read(path, await File.ReadAllBytesAsync(path, cancellationToken), read);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RunFolderException(folder, $"this is no run folder: it has no {RunFolder.RunFile}.", inner: e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new RunFolderException(path, $"it cannot be read: {e.Message}", inner: e);
        }
    }

    private static string IntervalsPath(string folder) => Path.Combine(folder, RunFolder.IntervalsFile);
}
