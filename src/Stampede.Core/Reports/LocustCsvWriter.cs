using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>
/// Writes the four files that Locust writes with <c>--csv</c>: <c>_stats</c>, <c>_stats_history</c>, <c>_failures</c> and
/// <c>_exceptions</c>, rewritten or appended to once a second (docs/reference/files.md says what differs: percentiles are exact).
/// </summary>
public sealed class LocustCsvWriter : IRunObserver, IDisposable
{
    private readonly string _prefix;
    private readonly bool _fullHistory;
    private readonly CsvText _csv = new();
    private LocustTotals _totals = new();
    private LocustHistory? _history;
    private FileStream? _historyFile;
    private TimeSpan _counted;

    /// <summary>Makes a writer; nothing is written before the run starts.</summary>
    /// <param name="prefix">The beginning of the files' path, as for Locust's <c>--csv</c>; folders that are missing are made.</param>
    /// <param name="fullHistory">Whether the history has a row per name as well, and percentiles of the last 10 s; default false.</param>
    public LocustCsvWriter(string prefix, bool fullHistory = false)
    {
        _prefix = prefix;
        _fullHistory = fullHistory;
    }

    /// <summary>The four files.</summary>
    public IReadOnlyList<string> Files => [File("stats"), File("stats_history"), File("failures"), File("exceptions")];

    /// <summary>Why the files are incomplete, id <c>FILES-INCOMPLETE</c>; null where they are whole.</summary>
    public RunNote? Problem { get; private set; }

    /// <summary>Writes the files of a run that is over.</summary>
    /// <param name="prefix">As for the constructor.</param>
    /// <param name="result">The run.</param>
    /// <param name="intervals">Its intervals.</param>
    /// <param name="fullHistory">As for the constructor.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async ValueTask Write(
        string prefix, RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals, bool fullHistory = false, CancellationToken cancellationToken = default)
    {
        using var writer = new LocustCsvWriter(prefix, fullHistory);
        try
        {
            writer.Start(result.Started);
            await foreach (var interval in intervals.WithCancellation(cancellationToken))
            {
                writer.Add(interval);
            }

            writer.WriteTotals(result);
        }
        catch
        {
            writer.Remove(); // half a set would be taken for a run
            throw;
        }
    }

    /// <inheritdoc />
    /// <exception cref="RunFolderException">The files cannot be made.</exception>
    public ValueTask Started(RunStart start, CancellationToken cancellationToken)
    {
        try
        {
            Start(start.Started);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Close();
            throw new RunFolderException(_prefix, $"the CSV files cannot be made there: {e.Message}", inner: e);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken)
    {
        if (_historyFile is null)
        {
            return ValueTask.CompletedTask;
        }

        try
        {
            Add(interval);
            WriteStats(_counted);
            WriteProblems(interval.Failures.Count > 0, interval.UserErrors.Count > 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            GiveUp(e);
            run.Note(Problem!);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask Ended(RunResult result, CancellationToken cancellationToken)
    {
        if (_historyFile is null)
        {
            return ValueTask.CompletedTask;
        }

        try
        {
            WriteTotals(result);
            Close();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            GiveUp(e);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the history of a run that was not brought to its end.</summary>
    public void Dispose() => Close();

    private void Start(DateTimeOffset started)
    {
        if (Path.GetDirectoryName(_prefix) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        _history = new LocustHistory(started, _fullHistory);
        _historyFile = new FileStream(File("stats_history"), FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
        _csv.Add(LocustColumns.History).EndRow();
        _history.AddStart(_csv, _totals);
        AppendHistory();
        WriteStats(TimeSpan.Zero);
        WriteProblems(failures: true, exceptions: true);
    }

    private void Add(IntervalSnapshot interval)
    {
        if (interval.Phase == Phase.Steady)
        {
            _counted += interval.Length;
        }
        else
        {
            // As if statistics had been reset when the steady phase began: a row of the history, with the users, and no requests.
            interval = interval with { Requests = new Dictionary<RequestKey, RequestStats>(), Failures = [], UserErrors = [] };
        }

        _totals.Add(interval.Requests, interval.Failures, interval.UserErrors);
        _history!.Add(_csv, interval, _totals);
        AppendHistory();
    }

    private void AppendHistory()
    {
        var file = _historyFile!;
        var length = file.Length;
        try
        {
            file.Write(_csv.ToBytes());
        }
        catch (IOException)
        {
            file.SetLength(length); // no half a row
            throw;
        }

        _csv.Clear();
    }

    private void WriteStats(TimeSpan duration)
    {
        _totals.AddStats(_csv, duration);
        Replace("stats");
    }

    private void WriteProblems(bool failures, bool exceptions)
    {
        if (failures)
        {
            _totals.AddFailures(_csv);
            Replace("failures");
        }

        if (exceptions)
        {
            _totals.AddExceptions(_csv);
            Replace("exceptions");
        }
    }

    // The result is the last word: what it holds is what the summary shows.
    private void WriteTotals(RunResult result)
    {
        _totals = new LocustTotals();
        _totals.Add(result.Requests, result.Failures, result.UserErrors);
        _totals.All.Reported = result.Total().Reported;
        WriteStats(result.Duration);
        WriteProblems(failures: true, exceptions: true);
    }

    private void Replace(string name)
    {
        var bytes = _csv.ToBytes();
        _csv.Clear();
        AtomicFile.Write(File(name), stream => stream.Write(bytes));
    }

    private void GiveUp(Exception e)
    {
        Problem = new RunNote("FILES-INCOMPLETE", NoteSeverity.Warning, $"Writing {_prefix}_*.csv ended: {e.Message} The run went on.");
        Close();
    }

    private void Remove()
    {
        Close();
        foreach (var file in Files.Where(System.IO.File.Exists))
        {
            System.IO.File.Delete(file);
        }
    }

    private void Close()
    {
        _historyFile?.Dispose();
        _historyFile = null;
    }

    private string File(string name) => $"{_prefix}_{name}.csv";
}
