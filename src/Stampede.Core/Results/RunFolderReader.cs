using System.Runtime.CompilerServices;
using System.Text.Json;

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

    // Its totals are whole, whatever became of its intervals since.
    private static async ValueTask<RunResult> Ended(RunResult run, string folder, CancellationToken cancellationToken)
    {
        var path = IntervalsPath(folder);
        return !File.Exists(path) || !await new IntervalFile(path).EndsCutOff(cancellationToken)
            ? run
            : run with
            {
                Notes = [.. run.Notes, new("INTERVALS-TRUNCATED", NoteSeverity.Warning, $"The last line of {RunFolder.IntervalsFile} is cut off, and is left out: what is shown over time ends before it. The totals are whole.")],
            };
    }

    private static async ValueTask<RunResult> Sum(RunResult run, string folder, CancellationToken cancellationToken)
    {
        var file = new IntervalFile(IntervalsPath(folder));
        var sums = new PhaseSums();
        if (File.Exists(IntervalsPath(folder)))
        {
            await foreach (var interval in file.Read(cancellationToken))
            {
                sums.Add(interval);
            }
        }

        var notes = new List<RunNote>(run.Notes)
        {
            new("RUN-NOT-ENDED", NoteSeverity.Warning,
                $"The run has not ended: its process was killed, or still runs. {Totals(sums)}"),
        };
        if (file.IsTruncated)
        {
            notes.Add(new("INTERVALS-TRUNCATED", NoteSeverity.Warning,
                $"The last line of {RunFolder.IntervalsFile} was cut off while it was written, and is left out."));
        }

        var sum = sums.Measured;
        return run with
        {
            Duration = sums.Duration,
            Phases = sums.Phases,
            Requests = sum.Requests,
            Selections = sum.Selections,
            Transactions = sum.Transactions,
            Metrics = sum.Metrics,
            Arrivals = sum.Arrivals,
            Failures = sum.Failures,
            Checks = sum.Checks,
            UserErrors = sum.UserErrors,
            Classes = sums.Classes,
            Notes = notes,
        };
    }

    private static string Totals(PhaseSums sums) => sums.Phases.Count == 0
        ? $"The totals are those of the {sums.End.TotalSeconds:0} s that {RunFolder.IntervalsFile} holds."
        : $"The totals are those of {sums.Duration.TotalSeconds:0} s of the {sums.End.TotalSeconds:0} s that {RunFolder.IntervalsFile} holds: warm-up and cool-down are left out.";

    private static async ValueTask<T> ReadRun<T>(string folder, Func<JsonPart, T> read, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, RunFolder.RunFile);
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            using var document = JsonDocument.Parse(bytes);
            var part = new JsonPart(document.RootElement, RunFolder.RunFile);
            var version = part["schemaVersion"].Int();
            return version is >= 1 and <= RunFolder.SchemaVersion
                ? read(part)
                : throw new RunFolderException(
                    path, $"its schema version is {version}; this version of Stampede reads up to {RunFolder.SchemaVersion}. Read it with a newer one.");
        }
        catch (JsonException e)
        {
            throw new RunFolderException(path, $"this is no JSON: {e.Message}", e.LineNumber + 1, e);
        }
        catch (FormatException e)
        {
            throw new RunFolderException(path, e.Message, inner: e);
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
