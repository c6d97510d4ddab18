using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What became of the arrivals of one load. Written by its lanes, read once a second.</summary>
internal sealed class ArrivalCounts(string load)
{
    private readonly List<StartDelays> _delays = [];
    private long _started;
    private long _late;
    private long _dropped;
    private long _inFlight;
    private bool _isCutOff;
    private ArrivalSample _last = new() { Load = load, Scheduled = 0, Started = 0, Late = 0, Dropped = 0, InFlight = 0 };

    public long InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Where a lane notes how late it starts. Before the load begins.</summary>
    public StartDelays NewDelays()
    {
        var delays = new StartDelays();
        _delays.Add(delays);
        return delays;
    }

    /// <summary>Counts an arrival; whether it may start is decided by how many are in flight.</summary>
    public bool TryStart(int limit, bool late)
    {
        if (Interlocked.Increment(ref _inFlight) > limit)
        {
            Interlocked.Decrement(ref _inFlight);
            Interlocked.Increment(ref _dropped);
            return false;
        }

        if (late)
        {
            Interlocked.Increment(ref _late);
        }

        Interlocked.Increment(ref _started);
        return true;
    }

    public void Over()
    {
        if (!Volatile.Read(ref _isCutOff))
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    /// <summary>What is under way now is cut off: it is not over, but the last interval's.</summary>
    public void CutOff() => Volatile.Write(ref _isCutOff, true);

    /// <summary>What happened since the last call. One caller at a time.</summary>
    public ArrivalSample Take()
    {
        var started = Interlocked.Read(ref _started);
        var dropped = Interlocked.Read(ref _dropped);
        var late = Math.Min(Interlocked.Read(ref _late), started);
        var now = _last with { Scheduled = started + dropped, Started = started, Late = late, Dropped = dropped, InFlight = InFlight };
        var delays = new Histogram();
        foreach (var lane in _delays)
        {
            lane.MoveTo(delays);
        }

        var since = now with
        {
            Scheduled = now.Scheduled - _last.Scheduled,
            Started = now.Started - _last.Started,
            Late = now.Late - _last.Late,
            Dropped = now.Dropped - _last.Dropped,
            StartDelay = delays,
        };
        _last = now;
        return since;
    }
}
