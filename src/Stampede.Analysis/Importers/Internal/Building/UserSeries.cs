namespace Stampede.Importing;

/// <summary>How many users of a class were running, the last word of each second.</summary>
internal sealed class UserSeries
{
    private const int Most = 100_000;

    private Dictionary<long, (long At, int Running)> _byTime = [];
    private long[]? _times;
    private int[] _running = [];
    private long _length = 1_000_000;
    private (long Index, long At) _last = (long.MinValue, long.MinValue);
    private int _lastRunning;

    /// <summary>The most that were running.</summary>
    public int Highest { get; private set; }

    /// <summary>Says how many are running at an instant, in microseconds since 1970. Of two at once the later word counts.</summary>
    public void Add(long at, int running)
    {
        Highest = Math.Max(Highest, running);
        var index = at / _length;
        if (index == _last.Index && at >= _last.At)
        {
            _last.At = at;
            _lastRunning = running;
            return;
        }

        Keep();
        _last = _byTime.TryGetValue(index, out var known) && known.At > at ? (index, known.At) : (index, at);
        _lastRunning = _last.At == at ? running : known.Running;
        if (_byTime.Count > Most)
        {
            Keep();
            Coarsen();
        }
    }

    /// <summary>How many were running at an instant: the last that was said until then; 0 before.</summary>
    public int At(long at)
    {
        if (_times is null)
        {
            Keep();
            var ordered = _byTime.Values.Order().ToArray();
            _times = [.. ordered.Select(o => o.At)];
            _running = [.. ordered.Select(o => o.Running)];
        }

        var found = Array.BinarySearch(_times, at);
        found = found >= 0 ? found : ~found - 1;
        return found < 0 ? 0 : _running[found];
    }

    private void Keep()
    {
        if (_last.Index != long.MinValue)
        {
            _byTime[_last.Index] = (_last.At, _lastRunning);
        }
    }

    private void Coarsen()
    {
        _length *= 10;
        var coarser = new Dictionary<long, (long At, int Running)>();
        foreach (var sample in _byTime.Values)
        {
            var index = sample.At / _length;
            if (!coarser.TryGetValue(index, out var known) || known.At < sample.At)
            {
                coarser[index] = sample;
            }
        }

        _byTime = coarser;
        _last = (long.MinValue, long.MinValue);
    }
}
