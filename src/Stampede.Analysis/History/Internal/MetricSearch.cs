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
        _certain = Differing([.. found.Where(f => f.Q <= maxQ)]);
        _uncertain = [.. found.Except(_certain)];
    }

    public string Service => _service;

    public bool IsTested => _values.Count >= ChangePoints.FewestRuns;

    public IReadOnlyList<FoundChange> Found { get; }

    public static MetricSearch Of(string service, HistoryMetric metric, double?[] series, int tests, HistoryOptions options)
    {
        var values = new KnownValues(series);
        var found = values.Count < ChangePoints.FewestRuns
            ? []
            : Certification.Of(values.Values, ChangePoints.Find(values.Series, new ChangePointOptions { Window = options.Window, MaxP = options.MaxP, FindsPlateaus = true }), tests, options);
        return new MetricSearch(service, metric, series, values, found, options.MaxQ);
    }

    public MetricSearch With(IReadOnlyList<FoundChange> found, double maxQ) => new(_service, _metric, _series, _values, found, maxQ);

    public HistorySeries Series() => new() { Service = _service, Metric = _metric, Values = _series, Regimes = _values.Regimes([.. _certain.Select(f => f.Index)]) };

    public IEnumerable<MetricChange> Changes(HistoryOptions options) => _certain.Select(f => ChangeFigures.Of(_service, _metric, _values, [.. _certain.Select(c => c.Index)], f, options));

    // A mean's change also has to be beyond what its own runs vary: of one or two runs that are others, nobody knows whether the next ones are.
    private FoundChange[] Differing(List<FoundChange> found)
    {
        for (var i = 0; i < found.Count; i++)
        {
            var stretches = _values.Stretches([.. found.Select(f => f.Index)]);
            if (!RegimeFigures.Differ(_values.Values[stretches[i]], _values.Values[stretches[i + 1]]))
            {
                found.RemoveAt(i);
                i = -1; // its neighbours have other runs now
            }
        }

        return [.. found];
    }

    // Each by itself between the borders that count.
    public IEnumerable<MetricChange> Uncertain(HistoryOptions options) =>
        _uncertain.Select(f => ChangeFigures.Of(_service, _metric, _values, [.. _certain.Select(c => c.Index).Append(f.Index).Order()], f, options));
}
