namespace Stampede.Engine;

/// <summary>
/// When somebody scraped, so that the last second of a run is not lost: the endpoint stays until it was read once more, if there was somebody who
/// reads it regularly.
/// </summary>
internal sealed class ScrapeLog(TimeProvider clock)
{
    /// <summary>The longest wait. Scrapers come every 15 s by default, at most a minute; nobody waits that long for a process to end.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset? _last;
    private TimeSpan? _gap;

    /// <summary>How long to wait for the next scrape; zero where nobody scrapes regularly.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (_gate)
            {
                return _gap is { } gap ? TimeSpan.FromTicks(Math.Min((gap + TimeSpan.FromSeconds(1)).Ticks, LongestWait.Ticks)) : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Completes when the final values have been read.</summary>
    public Task Read => _read.Task;

    /// <summary>Notes a scrape that has been answered in full.</summary>
    /// <param name="isFinal">Whether it had the final values.</param>
    public void Add(bool isFinal)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_last is { } last && (_gap is null || now - last > _gap))
            {
                _gap = now - last;
            }

            _last = now;
        }

        if (isFinal)
        {
            _read.TrySetResult();
        }
    }
}
