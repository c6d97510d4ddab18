namespace Stampede.Engine;

/// <summary>Segments one after the other, from no users on; after the last its level stays.</summary>
internal sealed class UserCurve : IUserSchedule
{
    // In order of time; a ramp holds until the next one's start.
    private readonly List<(long Start, Ramp Ramp)> _ramps = [];

    public UserCurve(IReadOnlyList<UserSegment> segments, LoadScale scale)
    {
        var (length, start, level) = (TimeSpan.Zero, 0L, 0);
        foreach (var segment in segments)
        {
            // The boundaries are scaled, not the lengths, so that no rounding adds up.
            length = TimeSpanText.Sum(length, segment.Length);
            var end = scale.Of(length).Ticks;
            var target = scale.Of(segment.Users);
            var ramp = segment.Rate is { } rate
                ? Ramp.AtRate(scale.Rate(rate), start, level, target)
                : Ramp.Over(end - start, start, level, target);
            _ramps.Add((start, ramp));
            level = segment.Rate is null ? target : ramp.UsersAt(end - 1);
            start = end;
        }

        _ramps.Add((start, Ramp.Over(0, start, level, level)));
    }

    public static TimeSpan LengthOf(IEnumerable<UserSegment> segments) => segments.Aggregate(TimeSpan.Zero, (sum, segment) => TimeSpanText.Sum(sum, segment.Length));

    public int UsersAt(TimeSpan elapsed) => elapsed < TimeSpan.Zero ? 0 : _ramps[IndexAt(elapsed.Ticks)].Ramp.UsersAt(elapsed.Ticks);

    public TimeSpan? NextChange(TimeSpan elapsed)
    {
        var users = UsersAt(elapsed);
        var from = Math.Max(elapsed.Ticks, 0);
        for (var i = IndexAt(from); i < _ramps.Count; i++)
        {
            var end = i + 1 < _ramps.Count ? _ramps[i + 1].Start : long.MaxValue;
            var (start, ramp) = _ramps[i];
            if (start > from && start < end && ramp.UsersAt(start) != users)
            {
                return new TimeSpan(start);
            }

            if (ramp.NextChange(Math.Max(start, from)) is { } change && change < end)
            {
                return new TimeSpan(change);
            }
        }

        return null;
    }

    private int IndexAt(long ticks)
    {
        var (first, after) = (0, _ramps.Count);
        while (after - first > 1)
        {
            var middle = first + (after - first) / 2;
            (first, after) = _ramps[middle].Start <= ticks ? (middle, after) : (first, middle);
        }

        return first;
    }
}
