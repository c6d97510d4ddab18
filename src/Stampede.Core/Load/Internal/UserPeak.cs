namespace Stampede.Engine;

/// <summary>The most users that closed parts have together, at any of the moments at which one changes.</summary>
internal static class UserPeak
{
    public static int Of(IReadOnlyList<LoadPart> parts)
    {
        var closed = parts.Where(p => p.Load is ClosedLoad and not ShapeLoad).ToArray();
        var next = closed.Select(p => (TimeSpan?)p.Start).ToArray();
        var users = new int[closed.Length];

        // A shape is not asked before the run: it counts with the most that it says.
        var shapes = parts.Where(p => p.Load is ShapeLoad).Sum(p => (long)p.Load.PeakUsers);
        var (peak, sum) = (0L, 0L);
        while (next.Min() is { } now)
        {
            for (var i = 0; i < closed.Length; i++)
            {
                if (next[i] == now)
                {
                    sum -= users[i];
                    users[i] = now >= closed[i].End ? 0 : ((ClosedLoad)closed[i].Load).UsersAt(now - closed[i].Start);
                    sum += users[i];
                    next[i] = Next(closed[i], now);
                }
            }

            peak = Math.Max(peak, sum);
        }

        return (int)Math.Min(peak + shapes, int.MaxValue);
    }

    private static TimeSpan? Next(LoadPart part, TimeSpan now)
    {
        if (now >= part.End)
        {
            return null;
        }

        var change = ((ClosedLoad)part.Load).NextChange(now - part.Start) is { } next ? TimeSpanText.Sum(part.Start, next) : (TimeSpan?)null;
        return change is null || change > part.End ? part.End : change;
    }
}
