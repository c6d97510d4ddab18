using Stampede.Metrics;

namespace Stampede.Auditing;

/// <summary>
/// Between which times a percentile of several requests together lies, where a file tells only percentiles of each: exact bounds, of the figures as the file
/// rounds them. A told percentile p of n times is the one with at most ⌊n p⌋ below it, as Locust counts.
/// </summary>
internal static class TimeBounds
{
    /// <summary>The bounds of a percentile of the successes of some rows, in microseconds; null where one of them tells too little.</summary>
    public static (double Low, double High)? OfSuccesses(IReadOnlyCollection<RequestStats> rows, double percentile) => Of(rows, percentile, r => r.Failed);

    /// <summary>The same of all requests, where the rows' times are of all.</summary>
    public static (double Low, double High)? OfAll(IReadOnlyCollection<RequestStats> rows, double percentile) => Of(rows, percentile, _ => 0);

    private static (double Low, double High)? Of(IReadOnlyCollection<RequestStats> rows, double percentile, Func<RequestStats, long> leftOut)
    {
        var steps = rows.Where(r => r.Settled > leftOut(r)).Select(r => Steps(r, leftOut(r))).ToArray();
        if (steps.Length == 0 || steps.Any(s => s is null))
        {
            return null;
        }

        var count = rows.Sum(r => r.Settled - leftOut(r));
        var rank = Math.Min(count - 1, (long)(count * percentile / 100));
        double[] times = [.. steps.SelectMany(s => s!.Times.Select(t => t.Time)).Distinct().Order()];

        // The first time at which more than that many can be as fast, and the first at which they must be.
        return (times[First(times, t => steps.Sum(s => s!.Most(t)) > rank)], times[First(times, t => steps.Sum(s => s!.Least(t)) > rank)]);
    }

    /// <summary>The first time for which something holds; once it does, it does for all above, and for the last.</summary>
    private static int First(double[] times, Func<double, bool> holds)
    {
        var (low, high) = (0, times.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(times[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static RowTimes? Steps(RequestStats stats, long leftOut)
    {
        if (stats.Reported is not { Count: > 0 } told || told.Count != stats.Settled)
        {
            return null;
        }

        var times = told.Percentiles.Where(p => p.Key < 100).Select(p => (Below: (long)(told.Count * p.Key / 100), Time: p.Value)).ToList();
        if (told.Median is { } median && !told.Percentiles.ContainsKey(50))
        {
            times.Add((told.Count / 2, median));
        }

        var known = times.Count == 0 ? 0 : times.Max(t => t.Time);
        if ((told.Percentiles.TryGetValue(100, out var told100) ? told100 : told.Maximum) is not { } largest)
        {
            return null;
        }

        times.Add((told.Count - 1, Math.Max(largest, known))); // a rounded percentile may be above the largest
        return new RowTimes(stats.Settled, stats.Settled - leftOut, [.. times.OrderBy(t => t.Time)]);
    }

    private sealed record RowTimes(long All, long Counted, IReadOnlyList<(long Below, double Time)> Times)
    {
        /// <summary>So many of those that count took no longer, at most.</summary>
        public long Most(double time)
        {
            var most = All;
            foreach (var (below, known) in Times)
            {
                most = known > time ? Math.Min(most, below) : most;
            }

            return Math.Min(Counted, most);
        }

        /// <summary>So many of those that count took no longer, at least.</summary>
        public long Least(double time)
        {
            long least = 0;
            foreach (var (below, known) in Times)
            {
                least = known <= time ? Math.Max(least, Math.Min(below + 1, All)) : least;
            }

            return Math.Max(0, least - (All - Counted));
        }
    }
}
