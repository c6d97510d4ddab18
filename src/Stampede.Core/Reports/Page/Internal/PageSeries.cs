using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>
/// What the page's charts show, gathered from a run's intervals one at a time. The totals have a finer grid than the names; only the busiest names have
/// series, so that the page stays small.
/// </summary>
internal sealed class PageSeries
{
    private const int TotalPoints = 600;
    private const int NamePoints = 120;
    private const int ChartedNames = 200;
    private const int ChartedTransactions = 50;
    private const int ChartedMetrics = 50;

    private readonly List<TimesSeries> _all = [];
    private readonly int _classes;

    /// <summary>Makes an empty one for a run.</summary>
    public PageSeries(RunResult result)
    {
        var span = result.Phases.Count > 0 ? result.Phases[^1].Offset + result.Phases[^1].Length : result.Duration;
        TotalGrid = new TimeGrid(span, TotalPoints);
        NameGrid = new TimeGrid(span, NamePoints);
        Total = new TimesSeries(result.Requests.Values.Any(r => r.ServiceTime is not null)) { Heat = [] };
        Requests = Busiest(result.Requests, ChartedNames);
        Transactions = Busiest(result.Transactions, ChartedTransactions);
        Metrics = result.Metrics.OrderByDescending(m => m.Value.Count).ThenBy(m => m.Key, StringComparer.Ordinal)
            .Take(ChartedMetrics).ToDictionary(m => m.Key, _ => new MetricSeries());
        _classes = result.Classes.Count;
        Users = new UserSeries(_classes, result.Knows(UnknownParts.Plan));
        Arrivals = result.Arrivals.ToDictionary(a => a.Load, _ => new ArrivalSeries(result.Knows(UnknownParts.ArrivalDelays)));
    }

    /// <summary>The points of the totals, users, arrivals and the generator.</summary>
    public TimeGrid TotalGrid { get; }

    /// <summary>The points of request names, transactions and own metrics.</summary>
    public TimeGrid NameGrid { get; }

    /// <summary>All requests together.</summary>
    public TimesSeries Total { get; }

    /// <summary>The busiest request names.</summary>
    public IReadOnlyDictionary<RequestKey, TimesSeries> Requests { get; }

    /// <summary>The busiest transactions.</summary>
    public IReadOnlyDictionary<string, TimesSeries> Transactions { get; }

    /// <summary>Own metrics.</summary>
    public IReadOnlyDictionary<string, MetricSeries> Metrics { get; }

    /// <summary>The user classes.</summary>
    public UserSeries Users { get; }

    /// <summary>Arrivals per load.</summary>
    public IReadOnlyDictionary<string, ArrivalSeries> Arrivals { get; }

    /// <summary>The generator.</summary>
    public GeneratorSeries Generator { get; } = new();

    /// <summary>Gathers all intervals.</summary>
    public static async ValueTask<PageSeries> Of(RunResult result, IAsyncEnumerable<IntervalSnapshot> intervals, CancellationToken cancellationToken)
    {
        var series = new PageSeries(result);
        await foreach (var interval in intervals.WithCancellation(cancellationToken))
        {
            series.Add(interval);
        }

        series.Close();
        return series;
    }

    private void Add(IntervalSnapshot interval)
    {
        if (TotalGrid.Add(interval.Offset, interval.Length))
        {
            CloseTotals(TotalGrid.Starts.Count - 2);
        }

        if (NameGrid.Add(interval.Offset, interval.Length))
        {
            CloseNames(NameGrid.Starts.Count - 2);
        }

        foreach (var (key, stats) in interval.Requests)
        {
            Total.Add(stats);
            Requests.GetValueOrDefault(key)?.Add(stats);
        }

        foreach (var (name, stats) in interval.Transactions)
        {
            Transactions.GetValueOrDefault(name)?.Add(stats);
        }

        foreach (var (name, stats) in interval.Metrics)
        {
            Metrics.GetValueOrDefault(name)?.Add(stats);
        }

        foreach (var arrivals in interval.Arrivals)
        {
            Arrivals.GetValueOrDefault(arrivals.Load)?.Add(arrivals);
        }

        Users.Add(interval.Classes);
        Generator.Add(interval.Generator, interval.Length);
    }

    private void Close()
    {
        CloseTotals(TotalGrid.Starts.Count - 1);
        CloseNames(NameGrid.Starts.Count - 1);
        Total.Fill(TotalGrid.Starts.Count);
        foreach (var series in _all)
        {
            series.Fill(NameGrid.Starts.Count);
        }
    }

    private void CloseTotals(int point)
    {
        if (point < 0)
        {
            return;
        }

        Total.Close(point);
        Users.Close();
        Generator.Close();
        foreach (var series in Arrivals.Values)
        {
            series.Close();
        }
    }

    private void CloseNames(int point)
    {
        if (point < 0)
        {
            return;
        }

        foreach (var series in _all)
        {
            series.Close(point);
        }

        foreach (var series in Metrics.Values)
        {
            series.Close();
        }
    }

    private Dictionary<TKey, TimesSeries> Busiest<TKey>(IReadOnlyDictionary<TKey, RequestStats> requests, int most)
        where TKey : notnull
    {
        var series = requests.OrderByDescending(r => r.Value.Settled).Take(most).ToDictionary(r => r.Key, _ => new TimesSeries(differs: false));
        _all.AddRange(series.Values);
        return series;
    }
}
