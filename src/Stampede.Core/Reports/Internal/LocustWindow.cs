using Stampede.Metrics;

namespace Stampede.Reporting;

/// <summary>The last seconds of one row, for the current rates and percentiles of the history.</summary>
/// <param name="keepsTimes">Whether response times are kept, too: only the full history shows current percentiles.</param>
internal sealed class LocustWindow(bool keepsTimes)
{
    private const int Seconds = 10;
    private const int LeftOut = 2;

    private readonly Queue<Slot> _slots = [];

    /// <summary>Adds what happened in the seconds from first to last; more than one where an interval is a longer one.</summary>
    public void Add(int first, int last, RequestStats stats)
    {
        var count = last - first + 1;
        Histogram? times = null;
        if (keepsTimes)
        {
            times = stats.ResponseTime.Copy();
            times.Add(stats.FailedResponseTime);
        }

        for (var second = Math.Max(first, last - Seconds - LeftOut); second <= last; second++)
        {
            _slots.Enqueue(new Slot(second, (double)stats.Settled / count, (double)stats.Failed / count, second == last ? times : null));
        }
    }

    /// <summary>Forgets what no window reaches any more.</summary>
    public void Trim(int last)
    {
        while (_slots.TryPeek(out var slot) && slot.Second < last - Seconds - LeftOut)
        {
            _slots.Dequeue().Times?.Clear();
        }
    }

    /// <summary>
    /// Locust's current rates: the mean per second over [T − 12, T − 2), T being the second of the last request of all, clipped to the start.
    /// </summary>
    public (double Requests, double Failures) Rates(int lastRequest)
    {
        var from = Math.Max(lastRequest - Seconds - LeftOut, 0);
        var length = lastRequest - LeftOut - from;
        if (length <= 0)
        {
            return (0, 0);
        }

        double requests = 0, failures = 0;
        foreach (var slot in _slots)
        {
            if (slot.Second >= from && slot.Second < from + length)
            {
                requests += slot.Requests;
                failures += slot.Failures;
            }
        }

        return (requests / length, failures / length);
    }

    /// <summary>The percentiles of the last ten seconds; <c>N/A</c> where there was no request in them.</summary>
    public string[] Percentiles(int now)
    {
        var times = new Histogram();
        foreach (var slot in _slots)
        {
            if (slot.Second > now - Seconds && slot.Times is not null)
            {
                times.Add(slot.Times);
            }
        }

        var fields = LocustEntry.PercentilesOf(times);
        times.Clear();
        return fields;
    }

    private readonly record struct Slot(int Second, double Requests, double Failures, Histogram? Times);
}
