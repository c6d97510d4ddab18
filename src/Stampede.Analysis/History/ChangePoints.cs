using System.Runtime.InteropServices;

namespace Stampede.Analysis;

/// <summary>
/// Finds where a metric changed in a history of runs, as Hunter does (Fleming and others, 2023; now Apache Otava): candidates by divergence within windows
/// that overlap, then the weakest are merged away until all that are left are significant and large enough. It is deterministic.
/// </summary>
/// <remarks>
/// It sees the mean: a change of the distribution that leaves the mean where it is, or hides in its noise, is found by <see cref="DistributionChanges"/>.
/// </remarks>
public static class ChangePoints
{
    /// <summary>How many runs a history has at least before "no change" says something: 10.</summary>
    public const int FewestRuns = 10;

    private const int FewestOfPlateau = 3;

    /// <summary>The change points of a series, in order; none if it is shorter than 3.</summary>
    /// <param name="series">A value a run, the oldest first. A missing one (null) is taken as the one before it, at the beginning as the first known.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentException">A value is NaN or infinite, or an option is out of its range.</exception>
    public static IReadOnlyList<ChangePoint> Find(IReadOnlyList<double?> series, ChangePointOptions? options = null)
    {
        options = (options ?? new ChangePointOptions()).Check();
        var values = Filled(series);
        if (values.Length < 3)
        {
            return [];
        }

        Samples.Check(values, nameof(series));
        var regimes = new Regimes(values, options.UseSampleDeviation);
        var points = Merge(regimes, Weak(values, regimes, options), options);
        var divergence = new Divergence(values.Length, (i, k) => Math.Abs(values[i] - values[k]));
        for (var i = 0; i < points.Count; i++)
        {
            var (start, end) = Around(points, i, values.Length);

            // Compared again, for the figures of some are from before a neighbour was taken away.
            var (first, last) = divergence.Suspects(start, points[i].Index, end);
            points[i] = regimes.Compare(start, points[i].Index, end) with { SuspectFirst = first, SuspectLast = last };
        }

        return points;
    }

    /// <summary>The candidates of all windows, by a P that is less strict, each against its neighbours.</summary>
    private static List<ChangePoint> Weak(double[] values, Regimes regimes, ChangePointOptions options)
    {
        var maxP = options.MaxP < 0.05 ? 10 * options.MaxP : options.MaxP < 0.5 ? 2 * options.MaxP : options.MaxP;
        var step = options.Window / 2;
        var indexes = new List<int>();
        for (var start = 0; start < values.Length;)
        {
            var found = Detect(values, regimes, start, Math.Min(start + options.Window, values.Length), maxP, options);
            indexes.AddRange(found);
            start = Math.Max(found.Count > 0 ? found[^1] : 0, start + step);
        }

        var points = new List<ChangePoint>();
        for (var i = 0; i < indexes.Count; i++)
        {
            points.Add(regimes.Compare(i == 0 ? 0 : indexes[i - 1], indexes[i], i + 1 < indexes.Count ? indexes[i + 1] : values.Length));
        }

        return points;
    }

    /// <summary>Splits a window where it is furthest apart, then its parts, as long as the split is significant.</summary>
    private static List<int> Detect(double[] values, Regimes regimes, int from, int to, double maxP, ChangePointOptions options)
    {
        var divergence = new Divergence(to - from, (i, k) => Math.Abs(values[from + i] - values[from + k]));
        var borders = new List<int> { 0, to - from };
        while (true)
        {
            var (best, segment) = (new Divergence.Split(-1, -1, double.NegativeInfinity), 0);
            for (var i = 1; i < borders.Count; i++)
            {
                if (divergence.Furthest(borders[i - 1], borders[i]) is var candidate && candidate.Value > best.Value)
                {
                    (best, segment) = (candidate, i);
                }
            }

            if (best.Index >= 0 && regimes.Compare(from + borders[segment - 1], from + best.Index, from + borders[segment]).P <= maxP)
            {
                borders.Insert(segment, best.Index);
            }
            else if (options.FindsPlateaus && Plateau(divergence, regimes, from, borders, options) is var (plateau, at) && at > 0)
            {
                borders.InsertRange(at, [plateau.Index, plateau.End]);
            }
            else
            {
                return [.. CollectionsMarshal.AsSpan(borders)[1..^1].ToArray().Select(b => from + b)];
            }
        }
    }

    /// <summary>The furthest stretch of a segment that ends before the segment does, if it is certain among all that could have been; and the segment, 0 for none.</summary>
    private static (Divergence.Split Plateau, int Segment) Plateau(Divergence divergence, Regimes regimes, int from, List<int> borders, ChangePointOptions options)
    {
        for (var i = 1; i < borders.Count; i++)
        {
            var (start, end) = (borders[i - 1], borders[i]);
            var furthest = divergence.Furthest(start, end, Math.Min(FewestOfPlateau, end - start));
            if (furthest.Index > start && furthest.End < end
                && regimes.Compare(from + start, from + furthest.Index, from + furthest.End).P <= options.MaxP * 2 / ((double)(end - start) * (end - start)))
            {
                return (furthest, i);
            }
        }

        return (default, 0);
    }

    /// <summary>Takes away the least certain, or of certain ones the smallest, until all that are left are certain and large.</summary>
    private static List<ChangePoint> Merge(Regimes regimes, List<ChangePoint> points, ChangePointOptions options)
    {
        while (points.Count > 0)
        {
            var weakest = points.MaxBy(p => p.P)!;
            if (weakest.P < options.MaxP)
            {
                weakest = points.MinBy(p => p.Magnitude)!;
                if (weakest.Magnitude > options.MinMagnitude)
                {
                    break;
                }
            }

            var removed = points.IndexOf(weakest);
            points.RemoveAt(removed);

            // As Hunter does: the two that follow, not the one before, whose right side has grown too. Otherwise other points would survive than its.
            for (var i = removed; i < Math.Min(points.Count, removed + 2); i++)
            {
                var (start, end) = Around(points, i, regimes.Count);
                points[i] = regimes.Compare(start, points[i].Index, end);
            }
        }

        return points;
    }

    private static (int Start, int End) Around(List<ChangePoint> points, int i, int count) =>
        (i == 0 ? 0 : points[i - 1].Index, i + 1 < points.Count ? points[i + 1].Index : count);

    private static double[] Filled(IReadOnlyList<double?> series)
    {
        var first = series.FirstOrDefault(v => v is not null);
        if (first is not { } last)
        {
            return [];
        }

        var values = new double[series.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = last = series[i] ?? last;
        }

        return values;
    }
}
