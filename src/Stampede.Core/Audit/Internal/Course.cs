namespace Stampede.Auditing;

/// <summary>Figures over several points of a timeline.</summary>
internal static class Course
{
    public static double Seconds(this IReadOnlyList<AuditPoint> points) => points.Sum(p => p.Length.TotalSeconds);

    public static long Settled(this IReadOnlyList<AuditPoint> points) => points.Sum(p => p.Settled);

    /// <summary>Requests settled per second.</summary>
    public static double Rate(this IReadOnlyList<AuditPoint> points) => points.Seconds() is > 0 and var seconds ? points.Settled() / seconds : 0;

    /// <summary>The mean number of users; null where it is not known.</summary>
    public static double? Users(this IReadOnlyList<AuditPoint> points)
    {
        var known = points.Where(p => p.Users is not null).ToArray();
        return known.Length == 0 ? null : known.Sum(p => p.Users!.Value * p.Length.TotalSeconds) / known.Seconds();
    }

    /// <summary>The mean time that a request took, failed ones included, in microseconds, the service time where it is known; null where it is not.</summary>
    public static double? MeanTime(this IReadOnlyList<AuditPoint> points)
    {
        var (count, sum) = (0L, 0.0);
        foreach (var times in points.SelectMany(p => new[] { p.Service ?? p.Response, p.Failures }))
        {
            if (times is { Count: > 0, Mean: { } mean })
            {
                (count, sum) = (count + times.Count, sum + (times.Count * mean));
            }
        }

        return count == 0 ? null : sum / count;
    }

    /// <summary>The time that is typical of a point, in microseconds: the median, or the mean where the file tells no more; null where neither is known.</summary>
    public static double? Typical(this AuditPoint point) => (point.Response ?? point.Failures) is { } times ? times.Median ?? times.Mean : null;

    /// <summary>The points of one third, 0 to 2.</summary>
    public static IReadOnlyList<AuditPoint> Third(this IReadOnlyList<AuditPoint> points, int third) =>
        [.. points.Skip(third * points.Count / 3).Take(((third + 1) * points.Count / 3) - (third * points.Count / 3))];

    /// <summary>How many seconds of some points something holds, and of how many: those in which it is known.</summary>
    public static (double Held, double Of) Time(this IEnumerable<AuditPoint> points, Func<AuditPoint, bool?> holds)
    {
        var (held, of) = (0.0, 0.0);
        foreach (var point in points)
        {
            if (holds(point) is { } does)
            {
                of += point.Length.TotalSeconds;
                held += does ? point.Length.TotalSeconds : 0;
            }
        }

        return (held, of);
    }
}
