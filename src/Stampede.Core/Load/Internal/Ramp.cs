namespace Stampede.Engine;

/// <summary>
/// Users go from one level to another, one at a time, each change at its own tick: spread evenly over a length, the last at its end, or at a rate,
/// the first at once.
/// </summary>
internal readonly struct Ramp
{
    private readonly long _start;
    private readonly long _length;
    private readonly double? _rate;
    private readonly int _from;
    private readonly int _to;

    private Ramp(long start, int from, int to, long length, double? rate) => (_start, _from, _to, _length, _rate) = (start, from, to, length, rate);

    private int Changes => Math.Abs(_to - _from);

    /// <summary>Change k of n, from 1, is k ÷ n of the length after the start.</summary>
    public static Ramp Over(long length, long start, int from, int to) => new(start, from, to, length, null);

    /// <summary>Change k, from 0, is k ÷ rate seconds after the start.</summary>
    /// <param name="rate">Changes per second; infinite for all at once.</param>
    /// <param name="start">The first change, in ticks.</param>
    /// <param name="from">Users before.</param>
    /// <param name="to">Users after.</param>
    public static Ramp AtRate(double rate, long start, int from, int to) => new(start, from, to, 0, rate);

    public int UsersAt(long ticks) => _from + Math.Sign(_to - _from) * ChangesUntil(ticks);

    /// <summary>When the first change after a time is; null after the last, or where the clock ends before it.</summary>
    public long? NextChange(long ticks) => ChangesUntil(ticks) is var changes && changes < Changes && TimeOf(changes) is < long.MaxValue and var time ? time : null;

    /// <summary>When the last change not after a time was; null before the first.</summary>
    public long? LastChange(long ticks) => ChangesUntil(ticks) is > 0 and var changes ? TimeOf(changes - 1) : null;

    // Searched, not computed, so that it agrees with TimeOf to the tick.
    private int ChangesUntil(long ticks)
    {
        var (until, all) = (0, Changes);
        while (until < all)
        {
            var middle = until + (all - until) / 2;
            if (TimeOf(middle) <= ticks)
            {
                until = middle + 1;
            }
            else
            {
                all = middle;
            }
        }

        return until;
    }

    private long TimeOf(int change)
    {
        if (_rate is not { } rate)
        {
            return _start + (long)(((Int128)(change + 1) * _length + Changes - 1) / Changes);
        }

        var ticks = change / rate * TimeSpan.TicksPerSecond;
        return ticks < long.MaxValue - _start ? _start + (long)ticks : long.MaxValue;
    }
}
