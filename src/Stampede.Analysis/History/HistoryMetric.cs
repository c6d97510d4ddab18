using Stampede.Baselines;

namespace Stampede.Analysis;

/// <summary>What a history follows: a metric that is compared too, or the whole distribution of response times.</summary>
public sealed class HistoryMetric
{
    private HistoryMetric(ComparedMetric metric) =>
        (Compared, Key, Name, Title, Unit, Direction) = (metric, metric.BaselineKey(), metric.Key(), metric.Title(), metric.Unit(), metric.Direction());

    private HistoryMetric(string key, string name, string title, string unit, ChangeDirection direction) =>
        (Key, Name, Title, Unit, Direction) = (key, name, title, unit, direction);

    /// <summary>The mean response time.</summary>
    public static HistoryMetric Mean { get; } = new(ComparedMetric.Mean);

    /// <summary>The median response time.</summary>
    public static HistoryMetric Median { get; } = new(ComparedMetric.Median);

    /// <summary>The 95th percentile of response times.</summary>
    public static HistoryMetric P95 { get; } = new(ComparedMetric.P95);

    /// <summary>The 99th percentile of response times.</summary>
    public static HistoryMetric P99 { get; } = new(ComparedMetric.P99);

    /// <summary>Failed requests of all, in percent; changes are in percentage points.</summary>
    public static HistoryMetric ErrorRate { get; } = new(ComparedMetric.ErrorRate);

    /// <summary>Requests per second.</summary>
    public static HistoryMetric RequestsPerSecond { get; } = new(ComparedMetric.RequestsPerSecond);

    /// <summary>
    /// The whole distribution of response times, by the second detector. Its values are the share of requests, in percent, that took no longer than a time:
    /// the one at which the distributions before and after a change differ most.
    /// </summary>
    public static HistoryMetric Distribution { get; } = new("latency_distribution", "distribution", "distribution", "%", ChangeDirection.LowerIsWorse);

    /// <summary>All, in the order in which they are shown.</summary>
    public static IReadOnlyList<HistoryMetric> All { get; } = [Mean, Median, P95, P99, ErrorRate, RequestsPerSecond, Distribution];

    /// <summary>The metric as it is compared; null for <see cref="Distribution"/>.</summary>
    public ComparedMetric? Compared { get; }

    /// <summary>Its name in files: <c>p95_latency_ms</c>.</summary>
    public string Key { get; }

    /// <summary>Its short name, on the command line: <c>p95</c>.</summary>
    public string Name { get; }

    /// <summary>Its name for people: <c>error rate</c>.</summary>
    public string Title { get; }

    /// <summary>What it is measured in: <c>ms</c>, <c>%</c> or <c>/s</c>.</summary>
    public string Unit { get; }

    /// <summary>Which way it gets worse.</summary>
    public ChangeDirection Direction { get; }

    /// <summary>Whether it is a response time.</summary>
    public bool IsTime => Compared?.IsTime() == true;

    /// <summary>Whether its values are shares, whose changes are told in percentage points.</summary>
    public bool IsShare => Unit == "%";

    /// <summary>By its key or its short name; null for none.</summary>
    public static HistoryMetric? Find(string name) => All.FirstOrDefault(m => m.Key == name || m.Name == name);

    /// <summary>Its value in a run; null where it is unknown, and of the distribution, which is no single value.</summary>
    /// <exception cref="ArgumentException">It is negative, NaN or infinite.</exception>
    public double? Of(ServiceMetrics service) => Compared is { } metric ? MetricMeasure.Value(service, metric) : null;

    /// <inheritdoc />
    public override string ToString() => Title;
}
