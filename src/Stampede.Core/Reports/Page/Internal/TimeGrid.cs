namespace Stampede.Reporting;

/// <summary>The points of a chart: some seconds of the run each, so wide that there are few enough of them.</summary>
internal sealed class TimeGrid
{
    private static readonly int[] Widths = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1_800, 3_600];

    private readonly int _most;
    private long _width;
    private long _cell = -1;

    /// <summary>Makes an empty one.</summary>
    /// <param name="span">How long the run is expected to be.</param>
    /// <param name="most">How many points there should be at most.</param>
    public TimeGrid(TimeSpan span, int most)
    {
        _most = most;
        var least = span.TotalSeconds / most;
        _width = Widths.FirstOrDefault(w => w >= least, (int)Math.Ceiling(least / 3_600) * 3_600);
    }

    /// <summary>Start of each point, in milliseconds after the start of the run.</summary>
    public List<long> Starts { get; } = [];

    /// <summary>Measured length of each point, in milliseconds.</summary>
    public List<long> Lengths { get; } = [];

    /// <summary>Adds an interval; whether it begins a new point.</summary>
    public bool Add(TimeSpan offset, TimeSpan length)
    {
        // Intervals are cut at about whole seconds: a hair before the second is that second.
        var cell = (long)Math.Round(offset.TotalSeconds) / _width;
        var milliseconds = (long)Math.Round(length.TotalMilliseconds);
        if (cell == _cell)
        {
            Lengths[^1] += milliseconds;
            return false;
        }

        if (Starts.Count >= _most * 2 && Starts.Count % _most == 0)
        {
            // Longer than was expected: what follows is coarser.
            _width *= 2;
            cell = (long)Math.Round(offset.TotalSeconds) / _width;
        }

        _cell = cell;
        Starts.Add((long)Math.Round(offset.TotalMilliseconds));
        Lengths.Add(milliseconds);
        return true;
    }
}
