using Stampede.Results;

namespace Stampede.Engine;

/// <summary>
/// Slides a threshold's window over the steady phase, by a second or a sixtieth of its length, whichever is longer, and keeps the worst. What it
/// holds is bounded by the window.
/// </summary>
internal sealed class WindowFollower(ThresholdRule rule)
{
    /// <summary>How far, as a share of its length, a full window's intervals may be from it.</summary>
    private const double Tolerance = 0.05;

    private readonly TimeSpan _length = rule.Over!.Value;
    private readonly TimeSpan _step = TimeSpan.FromTicks(Math.Max(TimeSpan.TicksPerSecond, rule.Over.Value.Ticks / 60));
    private readonly SlidingSum _sum = new();
    private readonly Queue<(TimeSpan Start, TimeSpan Length)> _slots = new();
    private MetricSum? _slot;
    private TimeSpan _slotStart;
    private TimeSpan _covered;
    private TimeSpan? _end;

    /// <summary>Whether what the threshold is about was there at any time.</summary>
    public bool Found { get; private set; }

    /// <summary>Full windows that had data.</summary>
    public int Windows { get; private set; }

    /// <summary>The window that is farthest from holding; null without any.</summary>
    public WindowMeasurement? Worst { get; private set; }

    /// <summary>The window that ends with the last interval added; null where none does, or where it has no data.</summary>
    public WindowMeasurement? Latest { get; private set; }

    /// <summary>Goes on to the next interval, which stays as it is.</summary>
    public void Add(IntervalSnapshot interval)
    {
        Latest = null;
        if (interval.Phase != Phase.Steady || (_end is { } end && (interval.Offset - end).Duration() > _length * Tolerance))
        {
            Restart();
        }

        if (interval.Phase != Phase.Steady)
        {
            return;
        }

        _end = interval.Offset + interval.Length;
        var read = MetricReader.Read(rule, MeasuredPart.Of(interval));
        Found |= read.Found;
        if (_slot is null)
        {
            (_slot, _slotStart) = (read, interval.Offset);
        }
        else
        {
            _slot.Add(read);
            read.Release();
        }

        if (_slot.Length >= _step * (1 - Tolerance))
        {
            Slide(_slot);
            _slot = null;
        }
    }

    private void Slide(MetricSum slot)
    {
        var length = slot.Length;
        _sum.Add(slot);
        _slots.Enqueue((_slotStart, length));
        _covered += length;
        while (_slots.Count > 1 && _covered - _slots.Peek().Length is var rest && IsFull(rest) && (rest - _length).Duration() < (_covered - _length).Duration())
        {
            _sum.RemoveOldest();
            _covered -= _slots.Dequeue().Length;
        }

        // Nearer than this only the next slot can bring it.
        if (_covered >= _length - length / 2 && IsFull(_covered) && (_covered <= _length * (1 + Tolerance) || IsLongByException()))
        {
            Measure();
        }
    }

    private bool IsFull(TimeSpan covered) => covered >= _length * (1 - Tolerance);

    // A generator that stood still made one interval of several seconds: a window with it is longer, and left out it would hide what was worst.
    private bool IsLongByException() => _slots.Count(s => s.Length <= _step * 1.25) * 2 >= _slots.Count;

    private void Measure()
    {
        var sum = _sum.Sum();
        if (RuleMeasurement.Of(rule, sum) is { } measured)
        {
            Windows++;
            Latest = new WindowMeasurement(measured, _slots.Peek().Start);
            if (Worst is null || rule.Comparison.IsWorse(measured.Value, Worst.Value.Measured.Value, rule.Limit))
            {
                Worst = Latest;
            }
        }

        sum.Release();
    }

    private void Restart()
    {
        _sum.Clear();
        _slots.Clear();
        _slot?.Release();
        (_slot, _covered, _end) = (null, TimeSpan.Zero, null);
    }
}
