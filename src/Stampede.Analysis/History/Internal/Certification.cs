namespace Stampede.Analysis;

/// <summary>
/// Says how likely changes of a mean are by chance anywhere in their series. Student's test, which finds them, takes runs for normal ones: of figures that lie at
/// one of two levels at random, or far out at times, it finds too many. Here runs are shuffled, the most certain change first, each between those that hold.
/// </summary>
internal static class Certification
{
    /// <summary>The changes with their P, in order.</summary>
    /// <param name="values">A value a run.</param>
    /// <param name="points">What was found.</param>
    /// <param name="tests">How many metrics there are.</param>
    /// <param name="options">How the history is looked at.</param>
    public static FoundChange[] Of(ReadOnlySpan<double> values, IReadOnlyList<ChangePoint> points, int tests, HistoryOptions options)
    {
        if (points.Count == 0)
        {
            return [];
        }

        var distances = Distances(values);
        var windows = WindowsOf(values.Length, options);
        var permutations = Shuffles.Enough(tests * windows, options.MaxQ);
        var random = new Random(options.Seed);
        var borders = new SortedSet<int> { 0, values.Length };
        var found = new SortedDictionary<int, FoundChange>();
        foreach (var point in points.OrderBy(p => p.P))
        {
            var start = Math.Max(borders.GetViewBetween(0, point.Index).Max, point.Index - options.Window);
            var end = Math.Min(borders.GetViewBetween(point.Index + 1, values.Length).Min, point.Index + options.Window);
            var p = windows * P(distances, start, end, windows, permutations, random, options);
            found.Add(point.Index, new FoundChange(point.Index, point.P, Math.Min(1, p), point.SuspectFirst, point.SuspectLast));
            if (p <= options.MaxQ)
            {
                borders.Add(point.Index);
            }
        }

        return [.. found.Values];
    }

    /// <summary>In how many windows, twice as long as those of the first detector and overlapping by half, a series is looked at.</summary>
    public static int WindowsOf(int count, HistoryOptions options) => 1 + Math.Max(0, (count - options.Window - 1) / options.Window);

    private static double P(double[,] distances, int start, int end, int windows, int permutations, Random random, HistoryOptions options)
    {
        int[] order = [.. Enumerable.Range(start, end - start)];
        var seen = new Divergence(distances, order).Furthest(0, order.Length).Value;
        return Shuffles.P(distances, start, end, seen, 1, random, permutations, options.MaxQ / windows);
    }

    private static double[,] Distances(ReadOnlySpan<double> values)
    {
        var distances = new double[values.Length, values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            for (var k = 0; k < values.Length; k++)
            {
                distances[i, k] = Math.Abs(values[i] - values[k]);
            }
        }

        return distances;
    }
}
