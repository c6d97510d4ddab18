namespace Stampede.Analysis;

/// <summary>One metric of one service, searched by the first detector.</summary>
internal sealed class MetricSearch : ISearch<MetricSearch>
{
    private readonly string _service;
    private readonly HistoryMetric _metric;
    private readonly IReadOnlyList<double?> _series;
    private readonly KnownValues _values;
    private readonly FoundChange[] _certain;
    private readonly FoundChange[] _uncertain;

    private MetricSearch(string service, HistoryMetric metric, IReadOnlyList<double?> series, KnownValues values, IReadOnlyList<FoundChange> found, double maxQ)
    {
        (_service, _metric, _series, _values, Found) = (service, metric, series, values, found);
        _certain = [.. found.Where(f => f.Q <= maxQ)];
        _uncertain = [.. found.Where(f => f.Q > maxQ)];
    }

    public string Service => _service;

    public bool IsTested => _values.Count >= ChangePoints.FewestRuns;

    public IReadOnlyList<FoundChange> Found { get; }

    public static MetricSearch Of(string service, HistoryMetric metric, double?[] series, HistoryOptions options)
    {
        var values = new KnownValues(series);
        var found = values.Count < ChangePoints.FewestRuns
            ? []
            : ChangePoints.Find(values.Series, new ChangePointOptions { Window = options.Window, MaxP = options.MaxP })
                .Select(c => new FoundChange(c.Index, c.P, Math.Min(1, c.P * (values.Count - 1)), c.SuspectFirst, c.SuspectLast)).ToArray();
        return new MetricSearch(service, metric, series, values, found, options.MaxQ);
    }

    public MetricSearch With(IReadOnlyList<FoundChange> found, double maxQ) => new(_service, _metric, _series, _values, found, maxQ);

    public MetricSeries Series() => new() { Service = _service, Metric = _metric, Values = _series, Regimes = _values.Regimes([.. _certain.Select(f => f.Index)]) };

    public IEnumerable<MetricChange> Changes(HistoryOptions options) => _certain.Select(f => ChangeFigures.Of(_service, _metric, _values, [.. _certain.Select(c => c.Index)], f, options));

    // Each by itself between the borders that count.
    public IEnumerable<MetricChange> Uncertain(HistoryOptions options) =>
        _uncertain.Select(f => ChangeFigures.Of(_service, _metric, _values, [.. _certain.Select(c => c.Index).Append(f.Index).Order()], f, options));
}
