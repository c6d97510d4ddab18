using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>The distributions of one service, searched by the second detector in windows that overlap by half.</summary>
internal sealed class DistributionSearch : ISearch<DistributionSearch>
{
    /// <summary>Two detectors that are so many runs apart, or whose suspects overlap, see one change.</summary>
    private const int Near = 2;

    private readonly Func<int, Histogram?> _times;
    private readonly int _count;
    private readonly int[] _runs;
    private readonly FoundChange[] _certain;

    private DistributionSearch(string service, int count, Func<int, Histogram?> times, int[] runs, IReadOnlyList<FoundChange> found, double maxQ)
    {
        (Service, _count, _times, _runs, Found) = (service, count, times, runs, found);
        _certain = [.. found.Where(f => f.Q <= maxQ)];
    }

    public string Service { get; }

    public bool IsTested => true;

    public IReadOnlyList<FoundChange> Found { get; }

    /// <summary>Searches; null where fewer runs than it takes have a distribution.</summary>
    /// <param name="service">The service.</param>
    /// <param name="history">All runs.</param>
    /// <param name="services">How many services there are.</param>
    /// <param name="options">How it is looked at.</param>
    public static DistributionSearch? Of(string service, HistoryRun[] history, int services, HistoryOptions options)
    {
        Histogram? Times(int run) => history[run].Times(service);
        int[] runs = [.. Enumerable.Range(0, history.Length).Where(r => history[r].HasTimes(service))];
        if (runs.Length < ChangePoints.FewestRuns)
        {
            return null;
        }

        var size = 2 * options.Window;
        var windows = Certification.WindowsOf(runs.Length, options);

        // P can get no smaller than one over the number of orders, and has to hold among all windows and services.
        var maxP = Math.Min(new DistributionChangeOptions().MaxP, options.MaxQ / windows);
        var permutations = Shuffles.Enough(windows * services, options.MaxQ);
        var random = new Random(options.Seed);
        var found = new List<FoundChange>();
        for (var start = 0; start < runs.Length;)
        {
            var end = Math.Min(start + size, runs.Length);
            Histogram[] window = [.. runs[start..end].Select(r => Times(r)!)];
            var changes = DistributionChanges.Find(window, random, new DistributionChangeOptions { MaxP = maxP, Permutations = permutations });
            found.AddRange(changes.Select(c => new FoundChange(start + c.Index, c.P, Math.Min(1, c.P * windows), start + c.SuspectFirst, start + c.SuspectLast, c)));
            start = end == runs.Length ? end : Math.Max(changes.Count > 0 ? start + changes[^1].Index : 0, start + options.Window);
        }

        return new DistributionSearch(service, history.Length, Times, runs, found, options.MaxQ);
    }

    public DistributionSearch With(IReadOnlyList<FoundChange> found, double maxQ) => new(Service, _count, _times, _runs, found, maxQ);

    /// <summary>A change of a mean with what is seen here of it, which is then no change of its own.</summary>
    public MetricChange Confirm(MetricChange change, HashSet<FoundChange> seen)
    {
        if (_certain.Where(f => IsSame(f, change)).MinBy(f => Math.Abs(_runs[f.Index] - change.Index)) is not { } same)
        {
            return change;
        }

        seen.Add(same);
        return change with { Distribution = Evidence(same) };
    }

    /// <summary>The changes that no mean shows.</summary>
    public IEnumerable<(HistorySeries Series, MetricChange Change)> Others(HashSet<FoundChange> seen, HistoryOptions options)
    {
        int[] borders = [.. _certain.Select(f => f.Index)];
        foreach (var found in _certain.Where(f => !seen.Contains(f)))
        {
            var shares = new double?[_count];
            foreach (var run in _runs)
            {
                shares[run] = 100 * Share(_times(run)!, found.Distribution!.Value);
            }

            var values = new KnownValues(shares);
            var evidence = Evidence(found);
            yield return (
                new HistorySeries { Service = Service, Metric = HistoryMetric.Distribution, UpTo = evidence.Value, Values = shares, Regimes = values.Regimes(borders) },
                ChangeFigures.Of(Service, HistoryMetric.Distribution, values, borders, found, options) with { Distribution = evidence });
        }
    }

    private bool IsSame(FoundChange found, MetricChange change) =>
        Math.Abs(_runs[found.Index] - change.Index) <= Near
        || (_runs[found.SuspectFirst - 1] < change.SuspectLast && change.SuspectAfter < _runs[found.SuspectLast]);

    private DistributionEvidence Evidence(FoundChange found) =>
        new(_runs[found.Index], found.P, found.Q, found.Distribution!.Value / 1_000.0, found.Distribution.ShareBefore, found.Distribution.ShareAfter);

    private static double Share(Histogram times, long value)
    {
        long upTo = 0;
        foreach (var bucket in times.Buckets)
        {
            if (bucket.High > value)
            {
                break;
            }

            upTo += bucket.Count;
        }

        return (double)upTo / times.Count;
    }
}
