namespace Stampede.Auditing;

/// <summary>The place where a row of values changes its level most clearly, if it does.</summary>
/// <param name="Index">The first value of the new level.</param>
/// <param name="Before">The mean before it.</param>
/// <param name="After">The mean from it on.</param>
internal sealed record LevelChange(int Index, double Before, double After)
{
    private const int Side = 5;

    // Far above what chance gives among many places to split at, and seconds of a run are not independent.
    private const double LeastT = 7;

    /// <summary>Finds it; null where no split stands out.</summary>
    public static LevelChange? Find(IReadOnlyList<double> values)
    {
        LevelChange? best = null;
        var most = LeastT;
        for (var i = Side; i <= values.Count - Side; i++)
        {
            var (before, spreadBefore) = Mean(values, 0, i);
            var (after, spreadAfter) = Mean(values, i, values.Count);
            var error = Math.Sqrt((spreadBefore / i) + (spreadAfter / (values.Count - i)));
            var t = Math.Abs(after - before) / Math.Max(error, 1e-9 * Math.Max(Math.Abs(before), 1));
            if (t > most && after != before)
            {
                (most, best) = (t, new LevelChange(i, before, after));
            }
        }

        return best;
    }

    /// <summary>Whether the values keep to the two levels: a slope has no level.</summary>
    public bool IsStep(IReadOnlyList<double> values)
    {
        var jump = Math.Abs(After - Before);
        var near = Math.Abs(Mean(values, Math.Max(0, Index - Side), Index).Mean - Mean(values, Index, Math.Min(values.Count, Index + Side)).Mean);
        return near > jump * 0.7;
    }

    private static (double Mean, double Variance) Mean(IReadOnlyList<double> values, int start, int end)
    {
        var (sum, squares, count) = (0.0, 0.0, end - start);
        for (var i = start; i < end; i++)
        {
            sum += values[i];
        }

        var mean = sum / count;
        for (var i = start; i < end; i++)
        {
            squares += (values[i] - mean) * (values[i] - mean);
        }

        return (mean, count > 1 ? squares / (count - 1) : 0);
    }
}
