namespace Stampede.Engine;

/// <summary>A rate over time, its integral (how many have arrived) and the inverse of that (when the n-th arrives). After the last segment its end rate stays.</summary>
internal sealed class RateCurve
{
    private readonly Piece[] _pieces;

    public RateCurve(IReadOnlyList<RateSegment> segments)
    {
        var pieces = new List<Piece>();
        var (start, before, last) = (0L, 0.0, 0.0);
        foreach (var (from, to, length) in segments.Where(s => s.Length > TimeSpan.Zero))
        {
            pieces.Add(new Piece(start, before, from, (to - from) / length.TotalSeconds, (from + to) / 2 * length.TotalSeconds));
            start = TimeSpanText.Sum(new TimeSpan(start), length).Ticks;
            (before, last) = (before + pieces[^1].Area, to);
        }

        pieces.Add(new Piece(start, before, last, 0, last > 0 ? double.PositiveInfinity : 0));
        _pieces = [.. pieces];
    }

    /// <summary>How many have arrived.</summary>
    public double CountAt(TimeSpan elapsed)
    {
        if (elapsed <= TimeSpan.Zero)
        {
            return 0;
        }

        var index = _pieces.Length - 1;
        while (_pieces[index].Start > elapsed.Ticks)
        {
            index--;
        }

        return _pieces[index].CountAt(elapsed.Ticks);
    }

    /// <summary>When so many have arrived and the next comes: the end of the time with this count. Null where no more ever do.</summary>
    public TimeSpan? TimeOf(double count)
    {
        var (first, after) = (0, _pieces.Length);
        while (first < after)
        {
            var middle = first + (after - first) / 2;
            (first, after) = _pieces[middle].Before + _pieces[middle].Area > count ? (first, middle) : (middle + 1, after);
        }

        return first < _pieces.Length ? _pieces[first].TimeOf(count) : null;
    }

    /// <param name="Start">In ticks.</param>
    /// <param name="Before">Arrivals before it.</param>
    /// <param name="From">Arrivals per second at its start.</param>
    /// <param name="Slope">How much the rate grows per second.</param>
    /// <param name="Area">Arrivals in it.</param>
    private readonly record struct Piece(long Start, double Before, double From, double Slope, double Area)
    {
        public double CountAt(long ticks)
        {
            var seconds = (ticks - Start) / (double)TimeSpan.TicksPerSecond;
            return Before + seconds * (From + Slope * seconds / 2);
        }

        // Solves from t + slope t² ÷ 2 = count, in the form that loses no digits where the slope is small and does not divide by a rate of 0.
        public TimeSpan? TimeOf(double count)
        {
            var rest = Math.Max(count - Before, 0);
            var ticks = Slope == 0
                ? rest * TimeSpan.TicksPerSecond / From
                : rest == 0 ? 0 : 2 * rest * TimeSpan.TicksPerSecond / (From + Math.Sqrt(Math.Max(From * From + 2 * Slope * rest, 0)));
            return ticks < long.MaxValue - Start ? new TimeSpan(Start + (long)Math.Round(ticks)) : null;
        }
    }
}
