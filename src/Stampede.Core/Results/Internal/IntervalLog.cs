namespace Stampede.Results;

/// <summary>
/// Appends to intervals.jsonl, one write to the system a line, and folds old seconds once the file is larger than allowed. Folding goes on
/// beside the writing, in a second file; when it is done, what was appended meanwhile is copied after it and it takes the first one's place.
/// </summary>
internal sealed class IntervalLog : IDisposable
{
    // Where there is room for them, the last ten minutes stay seconds.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly string _path;
    private readonly RunFolderOptions _options;
    private readonly IntervalJsonWriter _writer = new();
    private Stream _stream;
    private long _length;
    private long _foldAbove;
    private TimeSpan _end;
    private Folding? _folding;

    public IntervalLog(string path, RunFolderOptions options)
    {
        _path = path;
        _options = options;
        _foldAbove = options.IntervalLimit;
        _stream = options.OpenForAppending(path);
    }

    /// <summary>What has been folded, oldest first.</summary>
    public IReadOnlyList<FoldedIntervals> Folded { get; private set; } = [];

    /// <summary>Whether the file is larger than allowed, and being folded.</summary>
    public bool IsOver => _folding is not null;

    private string FoldingPath => _path + ".tmp";

    /// <summary>Ends when no folding is under way; what it made takes effect with the next <see cref="Append"/>.</summary>
    public Task FoldingEnd => _folding?.Task ?? Task.CompletedTask;

    /// <summary>Appends an interval. True where <see cref="Folded"/> has changed.</summary>
    /// <exception cref="IOException">The disk is full, or fails. What was there stays readable.</exception>
    public bool Append(IntervalSnapshot interval)
    {
        var changed = _folding is { Task.IsCompleted: true } && Swap();
        var line = _writer.Line(interval);
        try
        {
            _stream.Write(line.Span);
            _stream.Flush();
        }
        catch (IOException)
        {
            CutTo(_length);
            throw;
        }

        _length += line.Length;
        _end = interval.Offset + interval.Length;
        if (_folding is null && _length > _foldAbove)
        {
            Fold();
        }

        return changed;
    }

    /// <summary>Waits for a folding that is under way, and closes the file.</summary>
    public async ValueTask Close()
    {
        if (_folding is not null)
        {
            await Task.WhenAny(_folding.Task);
            Swap();
        }

        Dispose();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _folding?.Task.ContinueWith(_ => DeleteFolding(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        _folding = null;
    }

    private void Fold()
    {
        var all = Boundary(_end);
        if (all == TimeSpan.Zero)
        {
            _foldAbove = _length * 2; // not even a minute: nothing to fold yet
            return;
        }

        var old = Boundary(_end - Kept);
        (int Seconds, TimeSpan Until)[] steps = old > TimeSpan.Zero ? [(10, old), (60, old), (60, all)] : [(10, all), (60, all)];
        var length = _length;
        _folding = new Folding(length, Task.Run(() => Fold(length, steps)));
    }

    // Goes as far as it must to leave half of the room free.
    private async Task<FoldResult> Fold(long length, (int Seconds, TimeSpan Until)[] steps)
    {
        var (from, to) = (_path, FoldingPath);
        FoldResult? result = null;
        foreach (var (seconds, until) in steps)
        {
            var size = await IntervalFolder.Fold(from, length, to, seconds, until, CancellationToken.None);
            result = new FoldResult(new FoldedIntervals(seconds, (int)until.TotalSeconds), size);
            if (from != _path)
            {
                File.Move(to, from, overwrite: true);
            }

            if (size <= _options.IntervalLimit / 2)
            {
                break;
            }

            (from, to, length) = (FoldingPath, FoldingPath + "2", long.MaxValue);
        }

        return result!;
    }

    private bool Swap()
    {
        var folding = _folding!;
        _folding = null;
        if (!folding.Task.IsCompletedSuccessfully)
        {
            // No room for the second file, most likely. The first is whole: go on with it, and try again much later.
            DeleteFolding();
            _foldAbove = _length * 2;
            return false;
        }

        var result = folding.Task.Result;
        try
        {
            AppendTail(folding.Length);
            _stream.Dispose();
            File.Move(FoldingPath, _path, overwrite: true);
        }
        catch (IOException)
        {
            AtomicFile.Delete(FoldingPath);
            _stream = _options.OpenForAppending(_path);
            _foldAbove = _length * 2;
            return false;
        }

        _length = result.Size + (_length - folding.Length);
        _foldAbove = Math.Max(_options.IntervalLimit, result.Size + (_options.IntervalLimit / 2));
        _stream = _options.OpenForAppending(_path);
        Folded = [.. Folded.Where(f => f.Length > result.Part.Length), result.Part];
        return true;
    }

    private void AppendTail(long from)
    {
        using var tail = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var folded = new FileStream(FoldingPath, FileMode.Append, FileAccess.Write);
        tail.Position = from;
        tail.CopyTo(folded);
    }

    private void DeleteFolding()
    {
        AtomicFile.Delete(FoldingPath);
        AtomicFile.Delete(FoldingPath + "2");
    }

    // Half a line would be dropped by readers too; without it the file is simply shorter. Not every stream can be cut.
    private void CutTo(long length)
    {
        try
        {
            _stream.SetLength(length);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or ArgumentException)
        {
        }
    }

    // Whole minutes, so that intervals of 10 s and of 60 s end there alike.
    private static TimeSpan Boundary(TimeSpan time) => TimeSpan.FromMinutes(Math.Max(0, Math.Floor(time.TotalMinutes)));

    private sealed record Folding(long Length, Task<FoldResult> Task);

    private sealed record FoldResult(FoldedIntervals Part, long Size);
}
