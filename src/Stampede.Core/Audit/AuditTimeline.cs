using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>
/// How a run went over time, in points of a second or more: 3,600 points at most of each width, so that a run of a day needs little memory. Percentiles of
/// a point come from its merged distributions.
/// </summary>
public sealed class AuditTimeline
{
    /// <summary>A timeline without points: of a run whose course is not known.</summary>
    public static AuditTimeline Empty { get; } = new([]);

    internal AuditTimeline(IReadOnlyList<AuditPoint> points)
    {
        Points = points;
        Steady = points.All(p => p.Phase == Phase.Steady) ? points : [.. points.Where(p => p.Phase == Phase.Steady)];
        Plateau = Level(Steady);
    }

    /// <summary>The points of all phases, in order.</summary>
    public IReadOnlyList<AuditPoint> Points { get; }

    /// <summary>The points that are measured: those of the steady phase.</summary>
    public IReadOnlyList<AuditPoint> Steady { get; }

    /// <summary>
    /// Of the measured points, the longest row of them with an even load: users (or scheduled arrivals where there are no users) stay within 5 % of its
    /// highest. Its first and last point are left out where it has more than four: they are seldom whole. Empty where neither is known.
    /// </summary>
    public IReadOnlyList<AuditPoint> Plateau { get; }

    /// <summary>Gathers the intervals of a run.</summary>
    public static async ValueTask<AuditTimeline> Of(IAsyncEnumerable<IntervalSnapshot> intervals, CancellationToken cancellationToken = default)
    {
        var builder = new TimelineBuilder();
        await foreach (var interval in intervals.WithCancellation(cancellationToken))
        {
            builder.Add(interval);
        }

        return builder.Build();
    }

    private static IReadOnlyList<AuditPoint> Level(IReadOnlyList<AuditPoint> points)
    {
        var byUsers = points.Any(p => p.Users > 0);
        var (best, bestStart, start) = (TimeSpan.Zero, 0, 0);
        var count = 0;
        for (var i = 0; i < points.Count; i++)
        {
            while (start <= i && !IsEven(points, start, i, byUsers))
            {
                start++;
            }

            if (start <= i && points[i].End - points[start].Offset > best)
            {
                (best, bestStart, count) = (points[i].End - points[start].Offset, start, i - start + 1);
            }
        }

        return count > 4 ? [.. points.Skip(bestStart + 1).Take(count - 2)] : [.. points.Skip(bestStart).Take(count)];
    }

    private static bool IsEven(IReadOnlyList<AuditPoint> points, int first, int last, bool byUsers)
    {
        var (low, high) = (double.MaxValue, 0.0);
        for (var i = first; i <= last; i++)
        {
            var load = byUsers ? points[i].Users ?? 0 : points[i].Scheduled / Math.Max(points[i].Length.TotalSeconds, 1e-3);
            (low, high) = (Math.Min(low, load), Math.Max(high, load));
        }

        return high > 0 && low >= high * 0.95;
    }
}
