using System.Text.Json;

namespace Stampede.Results;

/// <summary>What is read from run.json and the intervals beside it, wherever the two are kept.</summary>
internal static class RunDocument
{
    /// <summary>Reads something of run.json.</summary>
    /// <param name="path">What messages call it.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="RunFolderException">It was written by a newer version, or is damaged.</exception>
    public static T Read<T>(string path, ReadOnlyMemory<byte> bytes, Func<JsonPart, T> read)
    {
        try
        {
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
    }

    /// <summary>A run that has ended, and whose last interval is cut off. Its totals are whole, whatever became of its intervals since.</summary>
    public static RunResult WithIntervalsCutOff(RunResult run) => run with
    {
        Notes = [.. run.Notes, new("INTERVALS-TRUNCATED", NoteSeverity.Warning, $"The last line of {RunFolder.IntervalsFile} is cut off, and is left out: what is shown over time ends before it. The totals are whole.")],
    };

    /// <summary>A run that has not ended, with the totals of its intervals.</summary>
    /// <param name="run">The run, without totals.</param>
    /// <param name="file">Its intervals; null where there are none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async ValueTask<RunResult> Sum(RunResult run, IntervalFile? file, CancellationToken cancellationToken)
    {
        var sums = new PhaseSums();
        if (file is not null)
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
        if (file is { IsTruncated: true })
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
}
