namespace Stampede.Auditing;

/// <summary>The levels of a load in steps: rows of points with one number of users, or one rate of arrivals.</summary>
internal static class LoadLevels
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(3);

    /// <summary>The levels of 3 s or more, in order.</summary>
    public static IReadOnlyList<IReadOnlyList<AuditPoint>> Of(IReadOnlyList<AuditPoint> points)
    {
        var byUsers = points.Any(p => p.Users > 0) && points.All(p => p.Scheduled == 0);
        var levels = new List<IReadOnlyList<AuditPoint>>();
        var row = new List<AuditPoint>();
        foreach (var point in points)
        {
            if (row.Count > 0 && !IsSame(Load(row[0]), Load(point)))
            {
                Close();
            }

            row.Add(point);
        }

        Close();
        return levels;

        double Load(AuditPoint point) => byUsers ? point.Users ?? 0 : point.Scheduled / Math.Max(point.Length.TotalSeconds, 1e-3);

        void Close()
        {
            if (row.Count > 0 && row[^1].End - row[0].Offset >= Least && Load(row[0]) > 0)
            {
                levels.Add([.. row]);
            }

            row.Clear();
        }
    }

    private static bool IsSame(double a, double b) => Math.Abs(a - b) <= Math.Max(a, b) * 0.05;
}
