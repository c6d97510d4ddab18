using Spectre.Console;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Everything that a run is shown on and written to, as the options have it.</summary>
internal sealed class RunOutputs : IAsyncDisposable
{
    private readonly List<IRunObserver> _observers = [];
    private readonly EntranceOptions _options;
    private readonly EntranceContext _context;
    private readonly IAnsiConsole _console;
    private readonly StreamWriter? _logFile;
    private readonly RunFolderWriter? _folder;
    private readonly string? _scratch; // where there is to be a report but no run folder: removed at the end
    private readonly LocustCsvWriter? _csv;
    private readonly LocustJsonObserver? _json;
    private readonly ConsoleObserver? _live;
    private readonly IDisposable? _keys;
    private readonly OtlpExport? _otlp;
    private PrometheusEndpoint? _prometheus;

    /// <summary>Makes them; files that can be made before the run are.</summary>
    /// <param name="options">The options.</param>
    /// <param name="context">The process.</param>
    /// <param name="secrets">Names of options whose values are secret.</param>
    /// <exception cref="IOException">A file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be made.</exception>
    public RunOutputs(EntranceOptions options, EntranceContext context, IReadOnlyCollection<string> secrets)
    {
        _options = options;
        _context = context;
        var isLive = context.IsTerminal && options is { Json: false, OnlySummary: false, Headless: false, PrintStats: false };
        Text = options.Json ? context.Error : context.Out;
        _console = new SizedOutput(Text, context.IsTerminal && !options.Json, context.Size).Console(context.Color);
        _logFile = options is { LogFile: { } path, SkipLogSetup: false } ? new StreamWriter(path, append: true) : null;
        var stderr = isLive || options.OnlySummary || options.SkipLogSetup ? null : context.Error;
        Log = new RunLog((TextWriter?)_logFile ?? stderr, options.LogLevel, context.Clock);

        _observers.Add(new LogObserver(Log));
        var keys = context.Keys is null ? null : new KeyObserver(Log);
        if (keys is not null)
        {
            _observers.Add(keys); // before the view, which shows what they did
            _keys = context.Keys!(keys.Press);
        }

        if (isLive)
        {
            var lines = new LineWriter(_console);
            _observers.Add(_live = new ConsoleObserver(_console, lines, keys is null ? null : () => keys.Footer));
            context.RedirectOut(lines);
        }
        else if (!options.OnlySummary)
        {
            _observers.Add(new PlainObserver(Text, options.PrintStats ? _console : null));
        }

        if (!options.NoResults || options.Html is not null)
        {
            _scratch = options.NoResults ? Directory.CreateTempSubdirectory("stampede-").FullName : null;
            Directory.CreateDirectory(_scratch ?? options.Results);
            _observers.Add(_folder = new RunFolderWriter(_scratch ?? options.Results, new RunFolderOptions { Secrets = secrets }));
        }

        if (options.Html is { } html && !HtmlFile.HasPlaceholders(html))
        {
            MustBeWritable(html);
        }

        if (options.Csv is not null)
        {
            _observers.Add(_csv = new LocustCsvWriter(options.Csv, options.CsvFullHistory));
            MustBeWritable(_csv.Files[0]);
        }

        if (options.JsonFile is { } name)
        {
            MustBeWritable(name + ".json");
        }

        if (options.Json || options.JsonFile is not null)
        {
            _observers.Add(_json = new LocustJsonObserver());
        }

        if (options.Otlp is not null)
        {
            _observers.Add(_otlp = new OtlpExport(options.Otlp));
        }
    }

    public IReadOnlyList<IRunObserver> Observers => _observers;

    public RunLog Log { get; }

    /// <summary>Where text for people goes.</summary>
    public TextWriter Text { get; }

    /// <summary>What is wrong with the files of the run.</summary>
    public IReadOnlyList<RunNote> Problems { get; private set; } = [];

    /// <summary>Opens what listens on a port, and tells where metrics are to be had.</summary>
    /// <exception cref="LoadTestException">The port cannot be opened.</exception>
    public async Task Open(CancellationToken cancellationToken)
    {
        if (_options.Prometheus is { } address)
        {
            _observers.Add(_prometheus = await PrometheusEndpoint.Open(address, _context.Clock, cancellationToken));
            await _context.Error.WriteLineAsync($"Metrics for Prometheus at {_prometheus.Address}");
        }

        if (_options.Otlp is not null)
        {
            await _context.Error.WriteLineAsync($"Metrics by OTLP to {_options.Otlp}");
        }
    }

    /// <summary>Tells that the run is stopping.</summary>
    public void Stopping()
    {
        Log.Write(LogLevel.Info, "Stopping; a second Ctrl-C ends at once, without a result");
    }

    /// <summary>Gives a terminal its cursor back: the process ends at once.</summary>
    public void Abandon()
    {
        if (_live is not null)
        {
            _console.Cursor.Show(true);
        }

        Text.WriteLine();
        Text.WriteLine("Ended by a second signal; the run was not judged.");
        Text.Flush();
    }

    /// <summary>Prints the summary, and the JSON where it is asked for.</summary>
    public async Task Finish(RunResult result)
    {
        await DisposeLive();
        var files = new List<(string, string)>();
        Problems = [.. FolderProblems(), .. _csv?.Problem is { } csvProblem ? [csvProblem] : Array.Empty<RunNote>()];
        files.AddRange((await WriteReports(result)).Select(path => ("Report", path)));
        if (_csv is not null)
        {
            files.Add(("CSV", $"{_csv.Files[0]} and {_csv.Files.Count - 1} more"));
        }

        if (_options.JsonFile is { } name && await WriteJson(name + ".json"))
        {
            files.Add(("JSON", name + ".json"));
        }

        if (_options.LogFile is { } log && _logFile is not null)
        {
            files.Add(("Log", log));
        }

        var missing = Problems.Where(p => !result.Notes.Contains(p)).ToArray();
        var notes = _otlp?.Problem is { } unsent ? [.. result.Notes.Where(n => n.Id != unsent.Id), unsent] : result.Notes; // it sums up what was noted in the run
        SummaryReport.Write(
            result with { Folder = result.Folder ?? (_scratch is null ? _folder?.Path : null), Notes = [.. notes, .. missing] }, _console, files);
        if (_options.GitHub)
        {
            await new GitHubActions(_context.Sources.Environment).Write(result, Text);
        }

        await Text.FlushAsync();
        if (_options.Json)
        {
            await _context.Out.WriteLineAsync(System.Text.Encoding.UTF8.GetString(_json!.ToJson()));
            await _context.Out.FlushAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _keys?.Dispose();
        await DisposeLive();
        if (_prometheus is not null)
        {
            await _prometheus.LastScrape();
            await _prometheus.DisposeAsync();
        }

        _otlp?.Dispose();
        _folder?.Dispose();
        if (_scratch is not null)
        {
            Directory.Delete(_scratch, recursive: true);
        }

        _csv?.Dispose();
        if (_logFile is not null)
        {
            await _logFile.DisposeAsync();
        }
    }

    private async ValueTask DisposeLive()
    {
        if (_live is not null)
        {
            await _live.DisposeAsync();
            _context.RedirectOut(_context.Out);
        }
    }

    // Found out before the run, not after it.
    private static void MustBeWritable(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        using var _ = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
    }

    // From the run folder: it has the intervals, and no secrets.
    private async Task<IReadOnlyList<string>> WriteReports(RunResult result)
    {
        var written = new List<string>();
        if (_folder?.Path is not { } folder)
        {
            return written;
        }

        string?[] wanted =
        [
            _scratch is null ? Path.Combine(folder, HtmlReport.FileName) : null,
            _options.Html is { } html ? HtmlFile.Name(html, result.Plan.Load) : null,
        ];
        try
        {
            foreach (var path in wanted.OfType<string>())
            {
                written.Add(written.Count == 0 ? await HtmlReport.WriteFile(folder, path) : Copy(written[0], path));
            }

            if (_scratch is null)
            {
                var report = new MarkdownReport();
                await ReportFile.Write(report, await RunFolderReader.Open(folder), AsyncEnumerable.Empty<IntervalSnapshot>(), Path.Combine(folder, report.FileName));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RunFolderException)
        {
            Problems = [.. Problems, new RunNote("FILES-INCOMPLETE", NoteSeverity.Warning, $"A report cannot be written: {e.Message}")];
        }

        return written;
    }

    private static string Copy(string report, string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        File.Copy(report, path, overwrite: true);
        return path;
    }

    private async Task<bool> WriteJson(string path)
    {
        try
        {
            await File.WriteAllBytesAsync(path, _json!.ToJson());
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Problems = [.. Problems, new RunNote("FILES-INCOMPLETE", NoteSeverity.Warning, $"The JSON file cannot be written: {e.Message}")];
            return false;
        }
    }

    private IEnumerable<RunNote> FolderProblems()
    {
        if (_folder is { Path: null })
        {
            yield return new RunNote("FILES-INCOMPLETE", NoteSeverity.Warning, $"No run folder could be made in '{_options.Results}'; the run was not written.");
        }
        else if (_folder?.Problem is { } problem)
        {
            yield return problem;
        }
    }
}
