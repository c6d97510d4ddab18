using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// A summary of k6 in any of its three forms: <c>--summary-export</c> (figures beside each other, thresholds true where they failed), the data of
/// <c>handleSummary</c> (figures under <c>values</c>) and the machine-readable one (a list of metrics).
/// </summary>
internal sealed class K6Summary
{
    private readonly Dictionary<string, Dictionary<string, double>> _metrics = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CustomMetricKind> _kinds = new(StringComparer.Ordinal);

    /// <summary>The form, for people.</summary>
    public string Form { get; private init; } = "";

    /// <summary>How long the run took; null where it is not told.</summary>
    public TimeSpan? Duration { get; private init; }

    public Dictionary<string, CheckStats> Checks { get; } = [];

    /// <summary>k6's own judgement of its thresholds: metric, expression, whether it held.</summary>
    public List<(string Metric, string Expression, bool Passed)> Thresholds { get; } = [];

    /// <summary>The metrics, those of selections (<c>name{tag:value}</c>) included.</summary>
    public IEnumerable<string> Metrics => _metrics.Keys;

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static K6Summary Read(JsonPart root)
    {
        if (root.Find("results") is { } results)
        {
            return Machine(root, results);
        }

        var state = root.Find("state")?.Find("testRunDurationMs")?.Double();
        var summary = new K6Summary
        {
            Form = state is null ? "k6 summary (--summary-export)" : "k6 summary (handleSummary)",
            Duration = state is >= 0 and < 1e12 ? TimeSpan.FromMilliseconds(state.Value) : null,
        };
        _ = root["metrics"];
        foreach (var metric in root.Members("metrics"))
        {
            var hasValues = metric.Find("values") is not null;
            summary.Add(metric.Name, metric.Find("type")?.Text(), hasValues ? metric.Members("values") : metric.Members());
            foreach (var threshold in metric.Find("thresholds") is null ? [] : metric.Members("thresholds"))
            {
                // An export says true of what failed.
                summary.Thresholds.Add((metric.Name, threshold.Name, threshold.IsObject ? threshold["ok"].Bool() : !threshold.Bool()));
            }
        }

        if (root.Find("root_group") is { } group)
        {
            summary.Group(group, 0);
        }

        return summary;
    }

    /// <summary>A figure of a metric; null where it is not told.</summary>
    public double? Value(string metric, string figure) =>
        _metrics.TryGetValue(metric, out var values) && values.TryGetValue(figure, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>A figure that is a count; null where it is not told.</summary>
    /// <exception cref="FormatException">It is no count.</exception>
    public long? Count(string metric, string figure) => Value(metric, figure) is not { } value ? null
        : value is >= 0 and < 1L << 53 && value == Math.Floor(value) ? (long)value
        : throw new FormatException($"\"{figure}\" of \"{metric}\" must be a whole number of 0 or more, but is {value.ToString(CultureInfo.InvariantCulture)}.");

    /// <summary>How often a rate was true and how often it was taken; null where it is not told.</summary>
    public (long True, long All)? Rate(string metric)
    {
        if (Count(metric, "matches") is { } matches && Count(metric, "total") is { } total)
        {
            return matches <= total ? (matches, total) : null;
        }

        if (Count(metric, "passes") is not { } passes || Count(metric, "fails") is not { } fails)
        {
            return null;
        }

        // "Passes" are those that were true; some tools that write this form turn them round, which the share tells.
        var share = Value(metric, "rate") ?? Value(metric, "value");
        var all = passes + fails;
        return share is { } s && all > 0 && Math.Abs(s - ((double)fails / all)) < Math.Abs(s - ((double)passes / all)) ? (fails, all) : (passes, all);
    }

    /// <summary>What a trend tells, of so many samples; null where it is none. k6's unit is a millisecond.</summary>
    public ReportedTimes? Times(string metric, long count, bool includesFailures)
    {
        if (!_metrics.TryGetValue(metric, out var values) || !values.ContainsKey("avg") && !values.ContainsKey("med") && !values.ContainsKey("max"))
        {
            return null;
        }

        var percentiles = new Dictionary<double, double>();
        foreach (var (figure, value) in values)
        {
            if (figure.StartsWith("p(", StringComparison.Ordinal) && figure.EndsWith(')') && value >= 0
                && double.TryParse(figure.AsSpan(2, figure.Length - 3), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percentile) && percentile is > 0 and <= 100)
            {
                percentiles.TryAdd(percentile, value * 1_000);
            }
        }

        return new ReportedTimes
        {
            Count = count,
            IncludesFailures = includesFailures,
            Mean = Value(metric, "avg") * 1_000,
            Median = Value(metric, "med") * 1_000,
            Minimum = Value(metric, "min") * 1_000,
            Maximum = Value(metric, "max") * 1_000,
            Percentiles = percentiles,
        };
    }

    /// <summary>What kind a metric is: told, or by the figures that it has.</summary>
    public CustomMetricKind Kind(string metric) => _kinds.TryGetValue(metric, out var kind) ? kind
        : _metrics[metric].ContainsKey("avg") ? CustomMetricKind.Trend
        : _metrics[metric].ContainsKey("passes") ? CustomMetricKind.Rate
        : _metrics[metric].ContainsKey("count") ? CustomMetricKind.Counter
        : CustomMetricKind.Gauge;

    private static K6Summary Machine(JsonPart root, JsonPart results)
    {
        var seconds = root.Find("config")?.Find("duration")?.Double();
        var summary = new K6Summary { Form = "k6 summary (machine-readable)", Duration = seconds is >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds.Value) : null };
        foreach (var metric in results.Items("metrics"))
        {
            summary.Add(metric["name"].Text(), metric.Find("type")?.Text(), metric.Members("values"));
        }

        if (results.Find("checks") is { } checks)
        {
            foreach (var check in checks.Items("results").Concat(checks.Items("orderedChecks")))
            {
                summary.Check(check);
            }
        }

        return summary;
    }

    private void Add(string name, string? type, IEnumerable<JsonPart> figures)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var figure in figures)
        {
            if (figure.IsNumber)
            {
                values[figure.Name] = figure.Double();
            }
        }

        _metrics[name] = values;
        if (K6Metric.KindOf(type) is { } kind)
        {
            _kinds[name] = kind;
        }
    }

    // Groups and checks are objects by name in an export, and lists in the data of handleSummary.
    private void Group(JsonPart group, int depth)
    {
        foreach (var check in Children(group, "checks"))
        {
            Check(check);
        }

        foreach (var inner in depth > 50 ? [] : Children(group, "groups"))
        {
            Group(inner, depth + 1);
        }
    }

    private static IEnumerable<JsonPart> Children(JsonPart group, string member) => group.Find(member) switch
    {
        { IsObject: true } => group.Members(member),
        { IsArray: true } => group.Items(member),
        _ => [],
    };

    private void Check(JsonPart check)
    {
        var name = check["name"].Text();
        var (passes, fails) = (check["passes"].Long(), check["fails"].Long());
        if (passes < 0 || fails < 0)
        {
            throw new FormatException($"The check \"{name}\" has a count below 0.");
        }

        Checks[name] = Checks.GetValueOrDefault(name) + new CheckStats(passes, fails);
    }
}
