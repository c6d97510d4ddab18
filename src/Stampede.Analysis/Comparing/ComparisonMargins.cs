namespace Stampede.Analysis;

/// <summary>From what size on a change matters, by service and metric, and how certain it has to be.</summary>
public sealed record ComparisonMargins
{
    /// <summary>The margins where nothing else is said.</summary>
    public static ComparisonMargins Default { get; } = new();

    /// <summary>Margins of some services, in order; the first whose pattern matches counts.</summary>
    public IReadOnlyList<ServiceMargins> Services { get; init; } = [];

    /// <summary>Margins of all others; of metrics that are absent, <see cref="DefaultOf"/> counts.</summary>
    public IReadOnlyDictionary<ComparedMetric, Margin> Margins { get; init; } = new Dictionary<ComparedMetric, Margin>();

    /// <summary>The metrics that decide the outcome; null for all, but for requests per second where the plan sets them.</summary>
    public IReadOnlyCollection<ComparedMetric>? Gating { get; init; }

    /// <summary>Runs a side below which nothing is said; default 5, at least 2.</summary>
    public int FewestRuns { get; init; } = Judgement.DefaultFewestRuns;

    /// <summary>The confidence of intervals, above 0 and below 1; default 0.98.</summary>
    public double Confidence { get; init; } = LocationShift.DefaultConfidence;

    /// <summary>The share of false discoveries among all that is called changed, above 0 and below 1; default 0.05.</summary>
    public double MaxQ { get; init; } = Judgement.DefaultMaxQ;

    /// <summary>
    /// The default margin of a metric: 5 % of mean, median and requests per second, 10 % of percentiles, half a percentage point of the error rate. Its two
    /// levels are one, so that every regression fails unless a margin says otherwise.
    /// </summary>
    public static Margin DefaultOf(ComparedMetric metric) => metric switch
    {
        ComparedMetric.P95 or ComparedMetric.P99 => new Margin(0.10, 0.10),
        ComparedMetric.ErrorRate => new Margin(0.5, 0.5, ChangeUnit.PercentagePoints),
        _ => new Margin(0.05, 0.05, Direction: metric.Direction()),
    };

    /// <summary>The margin of a service's metric.</summary>
    public Margin Of(string service, ComparedMetric metric) =>
        (Find(service)?.Margins.GetValueOrDefault(metric) ?? Margins.GetValueOrDefault(metric) ?? DefaultOf(metric)) with { Direction = metric.Direction() };

    /// <summary>Whether a service's metric decides the outcome.</summary>
    /// <param name="service">The service.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="isPaced">Whether the plan sets how many requests there are: then they say little of the system, unless they are asked for.</param>
    public bool Gates(string service, ComparedMetric metric, bool isPaced) =>
        (Find(service)?.Gating ?? Gating)?.Contains(metric) ?? !(isPaced && metric == ComparedMetric.RequestsPerSecond);

    private ServiceMargins? Find(string service) => Services.FirstOrDefault(s => s.Matches(service));
}
