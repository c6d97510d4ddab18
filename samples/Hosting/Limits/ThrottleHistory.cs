namespace Samples;

/// <summary>One caller's admitted requests within the period: a ring of as many times as the limit allows.</summary>
public sealed class ThrottleHistory(int limit)
{
    private readonly long[] _times = new long[limit];
    private int _next;
    private int _count;

    /// <summary>When the last request was admitted.</summary>
    public long Last => _count == 0 ? 0 : _times[(_next + _times.Length - 1) % _times.Length];

    /// <summary>Admits a request at a time, or says how long until one would be.</summary>
    public bool TryAdmit(long now, long period, out long wait)
    {
        lock (_times)
        {
            // In a full ring the next place to write holds the oldest time.
            wait = _count < _times.Length ? 0 : _times[_next] + period - now;
            if (wait > 0)
            {
                return false;
            }

            _times[_next] = now;
            _next = (_next + 1) % _times.Length;
            _count = Math.Min(_count + 1, _times.Length);
            return true;
        }
    }
}
