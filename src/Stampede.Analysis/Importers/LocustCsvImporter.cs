using System.Text;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads the CSV set that Locust writes with <c>--csv</c>: <c>_stats.csv</c>, and where they are there <c>_stats_history.csv</c>, <c>_failures.csv</c> and
/// <c>_exceptions.csv</c>. Three dialects of headers are known; the row of the sum is never counted as a request. What the files lack stays unknown:
/// distributions, statuses, bytes with heads, connections, the plan.
/// </summary>
public sealed class LocustCsvImporter : IResultImporter
{
    private const string Stats = "_stats.csv";

    private const UnknownParts Never =
        UnknownParts.Statuses | UnknownParts.Bytes | UnknownParts.Connections | UnknownParts.Resends | UnknownParts.Plan | UnknownParts.Ending;

    /// <inheritdoc />
    public string Name => "locust-csv";

    /// <inheritdoc />
    public string Format => "Locust CSV";

    /// <inheritdoc />
    public bool Recognises(ImportHead head)
    {
        if (head.Bytes.IsEmpty)
        {
            return !File.Exists(head.Path) && File.Exists(head.Path + Stats);
        }

        var columns = head.FirstLine.Split((char)CsvRows.Delimiter(Encoding.UTF8.GetBytes(head.FirstLine))).Select(c => c.Trim(' ', '"')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return LocustNames.Name.Any(columns.Contains) && LocustNames.Requests.Any(columns.Contains);
    }

    /// <inheritdoc />
    /// <param name="path">The prefix of the files, <c>_stats.csv</c> itself, or a single file with a row per name.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default)
    {
        var (file, prefix) = path.EndsWith(Stats, StringComparison.Ordinal) ? (path, path[..^Stats.Length]) : File.Exists(path + Stats) ? (path + Stats, path) : (path, null);
        var read = new List<CsvTable>();
        var stats = new LocustStats();
        await stats.Read(Table(file), cancellationToken);
        var history = new LocustHistory();
        if (Beside("_stats_history.csv") is { } histories)
        {
            await history.Read(histories, cancellationToken);
        }

        var failures = Beside("_failures.csv") is { } problems ? await LocustProblems.Failures(problems, cancellationToken) : [];
        var errors = Beside("_exceptions.csv") is { } exceptions ? await LocustProblems.Exceptions(exceptions, cancellationToken) : [];
        return Result(Path.GetFileName(prefix ?? Path.GetFileNameWithoutExtension(file)), stats, history, failures, errors, read);

        CsvTable Table(string name)
        {
            read.Add(new CsvTable(name));
            return read[^1];
        }

        CsvTable? Beside(string ending) => prefix is not null && File.Exists(prefix + ending) ? Table(prefix + ending) : null;
    }

    private RunResult Result(
        string name, LocustStats stats, LocustHistory history, List<FailureInterval> failures, List<UserErrorInterval> errors, List<CsvTable> read)
    {
        var intervals = history.Intervals();
        var settled = stats.Requests.Values.Sum(r => r.Settled);

        // Locust's own rate is per time until the last request; the history lacks its last seconds.
        var rated = stats.Total?.Settled ?? settled;
        var seconds = stats.Rate > 0 && rated > 0 ? rated / stats.Rate : intervals.Count > 0 ? (intervals[^1].Offset + intervals[^1].Length).TotalSeconds : null;
        var unknown = Never
            | (history.Started is null ? UnknownParts.Started : 0)
            | (seconds is null ? UnknownParts.Duration : 0)
            | (stats.HasSizes ? 0 : UnknownParts.Bodies)
            | (history.MostUsers is null ? UnknownParts.Users : 0)
            | (history.HasNames ? 0 : UnknownParts.IntervalNames)
            | (failures.All(f => f.Stats.First != default) ? 0 : UnknownParts.FailureTimes);
        return new RunResult
        {
            Plan = ImportedPlan.Of(name, history.MostUsers ?? 0),
            Imported = new ImportedRun { Format = Format, Files = [.. read.Select(r => r.Path)], Unknown = unknown, Total = stats.Total },
            Started = history.Started ?? DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.FromSeconds(Math.Min(seconds ?? 0, TimeSpan.MaxValue.TotalSeconds / 2)),
            Ending = RunEnding.Completed,
            Requests = stats.Requests,
            Failures = failures,
            Checks = new Dictionary<string, CheckStats>(),
            UserErrors = errors,
            Classes = intervals.Count > 0 ? intervals[^1].Classes : [],
            Intervals = intervals,
            Notes = [.. stats.Notes, .. history.Notes, .. Missing(settled, intervals, read)],
        };
    }

    private static IEnumerable<RunNote> Missing(long settled, IReadOnlyList<IntervalSnapshot> intervals, List<CsvTable> read)
    {
        foreach (var note in read.SelectMany(r => r.Notes))
        {
            yield return note;
        }

        var counted = intervals.Sum(i => i.Requests.Values.Sum(r => r.Settled));
        if (intervals.Count == 0)
        {
            yield return new RunNote("NO-HISTORY", NoteSeverity.Note, "There is no history: nothing is known of how figures changed over time.");
        }
        else if (counted != settled)
        {
            yield return new RunNote("HISTORY-INCOMPLETE", NoteSeverity.Note, $"The history holds {counted:#,0} of {settled:#,0} requests.");
        }
    }
}
