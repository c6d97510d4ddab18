namespace Stampede.Engine;

/// <summary>How much of their time event loops work. One caller at a time.</summary>
internal sealed class LoopBusy(IReadOnlyList<EventLoop> loops)
{
    private readonly long[] _busy = [.. loops.Select(l => l.Busy)];
    private long _last = MonotonicClock.Ticks;

    /// <summary>The share of the time since the last call, or since this was made, that the busiest loop worked, 0 to 1.</summary>
    public double Take()
    {
        var now = MonotonicClock.Ticks;
        var most = 0L;
        for (var i = 0; i < loops.Count; i++)
        {
            var busy = loops[i].Busy;
            most = Math.Max(most, busy - _busy[i]);
            _busy[i] = busy;
        }

        // A turn counts when it ends, so one that began before may be longer than the time.
        var share = now > _last ? Math.Min(1, (double)most / (now - _last)) : 0;
        _last = now;
        return share;
    }
}
