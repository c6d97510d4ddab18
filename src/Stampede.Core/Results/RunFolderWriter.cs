namespace Stampede.Results;

/// <summary>
/// Writes a run as it goes: <c>run.json</c> at the start and again at the end, <c>intervals.jsonl</c> a line a second, secrets masked
/// (docs/reference/files.md). A disk that fills up ends the writing, not the run; what is there stays readable.
/// </summary>
public sealed class RunFolderWriter : IRunObserver, IDisposable
{
    private readonly string _root;
    private readonly RunFolderOptions _options;
    private readonly SecretNames _secrets;
    private RunStart? _start;
    private IntervalLog? _intervals;
    private IReadOnlyList<FoldedIntervals> _folded = [];

    /// <summary>Makes a writer; nothing is written before the run starts.</summary>
    /// <param name="root">The folder of all runs, <c>results</c> by default; made where it is missing.</param>
    /// <param name="options">How to write; default <see cref="RunFolderOptions"/>.</param>
    public RunFolderWriter(string root, RunFolderOptions? options = null)
    {
        _root = root;
        _options = options ?? new RunFolderOptions();
        _secrets = new SecretNames(_options.Secrets);
    }

    /// <summary>The run folder, <c>&lt;root&gt;/&lt;yyyy-MM-dd_HH-mm-ss&gt;-&lt;name&gt;</c> (UTC); null before the run has started.</summary>
    public string? Path { get; private set; }

    /// <summary>Why the files are incomplete, id <c>FILES-INCOMPLETE</c>; null where they are whole.</summary>
    public RunNote? Problem { get; private set; }

    /// <summary>Writes the folder of a run that is over: of an import, for example.</summary>
    /// <param name="root">The folder of all runs; made where it is missing.</param>
    /// <param name="result">The run, its intervals included.</param>
    /// <param name="named">The time in the folder's name, where the run's own start is not known.</param>
    /// <param name="cancellationToken">Stops the writing; the folder then reads as that of a run that has not ended.</param>
    /// <returns>The run folder.</returns>
    /// <exception cref="RunFolderException">The folder cannot be made.</exception>
    /// <exception cref="IOException">It cannot be written whole.</exception>
    public static async ValueTask<string> Write(string root, RunResult result, DateTimeOffset named, CancellationToken cancellationToken = default)
    {
        var options = new RunFolderOptions();
        try
        {
            var path = RunFolder.Create(root, result.Knows(UnknownParts.Started) ? result.Started : named, result.Plan.Name);
            var log = new IntervalLog(System.IO.Path.Combine(path, RunFolder.IntervalsFile), options);
            try
            {
                foreach (var interval in result.Intervals)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    log.Append(interval);
                    await (log.IsOver ? log.FoldingEnd : Task.CompletedTask);
                }
            }
            finally
            {
                await log.Close();
            }

            AtomicFile.Write(System.IO.Path.Combine(path, RunFolder.RunFile), stream => RunJsonWriter.Write(stream, result, log.Folded, new SecretNames(options.Secrets)));
            return path;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new RunFolderException(root, $"no run folder can be made there: {e.Message}", inner: e);
        }
    }

    /// <summary>Ends when no folding of old seconds is under way.</summary>
    internal Task FoldingEnd => _intervals?.FoldingEnd ?? Task.CompletedTask;

    /// <inheritdoc />
    /// <exception cref="RunFolderException">The folder cannot be made.</exception>
    public ValueTask Started(RunStart start, CancellationToken cancellationToken)
    {
        _start = start;
        try
        {
            Path = RunFolder.Create(_root, start.Started, start.Plan.Name);
            _intervals = new IntervalLog(System.IO.Path.Combine(Path, RunFolder.IntervalsFile), _options);
            WriteRun(stream => RunJsonWriter.Write(stream, start, [], _secrets));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _intervals?.Dispose();
            _intervals = null;
            throw new RunFolderException(_root, $"no run folder can be made there: {e.Message} The run is not written.", inner: e);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken)
    {
        if (_intervals is null)
        {
            return ValueTask.CompletedTask;
        }

        try
        {
            if (_intervals.Append(interval))
            {
                _folded = _intervals.Folded;
                WriteRun(stream => RunJsonWriter.Write(stream, _start!, _folded, _secrets));
                run.Note(FoldedNote(_folded[^1]));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            GiveUp($"Writing {RunFolder.IntervalsFile} ended {interval.Offset.TotalSeconds:0} s after the start: {e.Message} "
                + "The run went on; its files end there, and its totals are in run.json where there was room for it.");
            run.Note(Problem!);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask Ended(RunResult result, CancellationToken cancellationToken)
    {
        if (Path is null)
        {
            return;
        }

        try
        {
            if (_intervals is not null)
            {
                await _intervals.Close();
                _folded = _intervals.Folded;
            }

            var notes = result.Notes.Union(new[] { Problem, _folded.Count > 0 ? FoldedNote(_folded[^1]) : null }.OfType<RunNote>());
            WriteRun(stream => RunJsonWriter.Write(stream, result with { Notes = [.. notes] }, _folded, _secrets));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            GiveUp($"Writing {RunFolder.RunFile} at the end of the run failed: {e.Message} The folder reads as that of a run that has not ended.");
        }
    }

    /// <summary>Closes the file of a run that was not brought to its end.</summary>
    public void Dispose() => _intervals?.Dispose();

    private RunNote FoldedNote(FoldedIntervals part) => new("INTERVALS-FOLDED", NoteSeverity.Note,
        $"{RunFolder.IntervalsFile} was larger than {_options.IntervalLimit >> 20} MB: older seconds were folded into intervals of {part.Length} s. No request is lost by it.");

    private void GiveUp(string problem)
    {
        Problem ??= new RunNote("FILES-INCOMPLETE", NoteSeverity.Warning, problem);
        _intervals?.Dispose();
        _intervals = null;
    }

    private void WriteRun(Action<Stream> write) => AtomicFile.Write(System.IO.Path.Combine(Path!, RunFolder.RunFile), write);
}
