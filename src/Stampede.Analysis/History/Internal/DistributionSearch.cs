using Stampede.Baselines;
using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>The distributions of one service, searched by the second detector in windows that overlap by half.</summary>
internal sealed class DistributionSearch : ISearch<DistributionSearch>
{
    /// <summary>Two detectors that are so many runs apart, or whose suspects overlap, see one change.</summary>
    private const int Near = 2;

    private const int FewestPermutations = 999;
    private const int MostPermutations = 19_999;

    private readonly ServiceMetrics?[] _series;
    private readonly int[] _runs;
    private readonly FoundChange[] _certain;

    private DistributionSearch(string service, ServiceMetrics?[] series, int[] runs, IReadOnlyList<FoundChange> found, double maxQ)
    {
        (Service, _series, _runs, Found) = (service, series, runs, found);
        _certain = [.. found.Where(f => f.Q <= maxQ)];
    }

    public string Service { get; }

    public bool IsTested => true;

    public IReadOnlyList<FoundChange> Found { get; }

    /// <summary>Searches; null where fewer runs than it takes have a distribution.</summary>
    public static DistributionSearch? Of(string service, ServiceMetrics?[] series, int services, HistoryOptions options)
    {
        int[] runs = [.. series.Index().Where(s => s.Item?.Times is { Count: > 0 }).Select(s => s.Index)];
        if (runs.Length < ChangePoints.FewestRuns)
        {
            return null;
        }

        var size = 2 * options.Window;
        var windows = 1 + Math.Max(0, (runs.Length - size + options.Window - 1) / options.Window);

        // P can get no smaller than one over the number of orders, and has to hold among all windows and services.
        var permutations = (int)Math.Clamp(Math.Ceiling(windows * services / options.MaxQ), FewestPermutations, MostPermutations);
        var random = new Random(options.Seed);
        var found = new List<FoundChange>();
        for (var start = 0; start < runs.Length;)
        {
            var end = Math.Min(start + size, runs.Length);
            Histogram[] window = [.. runs[start..end].Select(r => series[r]!.Times!)];
            var changes = DistributionChanges.Find(window, random, new DistributionChangeOptions { Permutations = permutations });
            found.AddRange(changes.Select(c => new FoundChange(start + c.Index, c.P, Math.Min(1, c.P * windows), start + c.SuspectFirst, start + c.SuspectLast, c)));
            start = end == runs.Length ? end : Math.Max(changes.Count > 0 ? start + changes[^1].Index : 0, start + options.Window);
        }

        return new DistributionSearch(service, series, runs, found, options.MaxQ);
    }

    public DistributionSearch With(IReadOnlyList<FoundChange> found, double maxQ) => new(Service, _series, _runs, found, maxQ);

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
    public IEnumerable<(MetricSeries Series, MetricChange Change)> Others(HashSet<FoundChange> seen, HistoryOptions options)
    {
        int[] borders = [.. _certain.Select(f => f.Index)];
        foreach (var found in _certain.Where(f => !seen.Contains(f)))
        {
            var shares = new double?[_series.Length];
            foreach (var run in _runs)
            {
                shares[run] = 100 * Share(_series[run]!.Times!, found.Distribution!.Value);
            }

            var values = new KnownValues(shares);
            var evidence = Evidence(found);
            yield return (
                new MetricSeries { Service = Service, Metric = HistoryMetric.Distribution, UpTo = evidence.Value, Values = shares, Regimes = values.Regimes(borders) },
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
