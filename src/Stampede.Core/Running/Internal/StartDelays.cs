using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>How late the arrivals of one lane started, in microseconds. Written on the lane's loop, taken once a second: the lock is hardly ever contended.</summary>
internal sealed class StartDelays
{
    private readonly Lock _gate = new();
    private readonly Histogram _delays = new();

    public void Record(long ticks)
    {
        lock (_gate)
        {
            _delays.Record(MonotonicClock.Microseconds(ticks));
        }
    }

    /// <summary>Adds them to a sum and begins anew.</summary>
    public void MoveTo(Histogram sum)
    {
        lock (_gate)
        {
            sum.Add(_delays);
            _delays.Reset();
        }
    }
}
