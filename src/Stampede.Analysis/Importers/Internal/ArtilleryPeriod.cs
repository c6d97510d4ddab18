using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>What Artillery counted in some time: a period of 10 s, or the whole run.</summary>
internal sealed class ArtilleryPeriod
{
    private const string Endpoint = "plugins.metrics-by-endpoint.";
    private const string EndpointTimes = Endpoint + "response_time.";
    private const string Codes = "http.codes.";
    private const double Milliseconds = 1_000;

    private readonly Dictionary<string, long> _counters = [];
    private readonly Dictionary<string, ReportedTimes> _times = [];

    /// <summary>When the period began; null where that is not told.</summary>
    public DateTimeOffset? Start { get; private init; }

    /// <summary>When the first thing was counted.</summary>
    public DateTimeOffset? First { get; private init; }

    /// <summary>When the last thing was counted.</summary>
    public DateTimeOffset? Last { get; private init; }

    public static ArtilleryPeriod Read(JsonPart part)
    {
        var period = new ArtilleryPeriod
        {
            Start = Time(part, "period") ?? Time(part, "firstMetricAt"),
            First = Time(part, "firstMetricAt") ?? Time(part, "firstCounterAt"),
            Last = Time(part, "lastMetricAt") ?? Time(part, "lastCounterAt"),
        };
        foreach (var counter in part.Members("counters"))
        {
            period._counters[counter.Name] = part["counters"].Count(counter.Name) ?? 0;
        }

        var summaries = part.Object("summaries") is null ? "histograms" : "summaries";
        foreach (var summary in part.Object(summaries) is null ? [] : part.Members(summaries))
        {
            if (summary.Name == "http.response_time" || summary.Name.StartsWith(EndpointTimes, StringComparison.Ordinal))
            {
                period._times[summary.Name] = Times(part[summaries], summary);
            }
        }

        return period;
    }

    /// <summary>The figures of all requests.</summary>
    /// <param name="failed">Where failures are listed.</param>
    public RequestStats Stats(FailureCounts failed) => Stats(failed, RequestKey.All, Codes, "errors.", "http.response_time", Counter("http.requests"));

    /// <summary>The figures per endpoint, where the plugin wrote them.</summary>
    /// <param name="failed">Where failures are listed.</param>
    public Dictionary<string, RequestStats> Endpoints(FailureCounts failed)
    {
        var endpoints = new Dictionary<string, RequestStats>();
        foreach (var name in _times.Keys.Where(n => n.StartsWith(EndpointTimes, StringComparison.Ordinal)).Select(n => n[EndpointTimes.Length..]))
        {
            endpoints[name] = Stats(failed, new RequestKey("", name), $"{Endpoint}{name}.codes.", $"{Endpoint}{name}.errors.", EndpointTimes + name, null);
        }

        return endpoints;
    }

    private RequestStats Stats(FailureCounts failed, RequestKey key, string codes, string errors, string times, long? requests)
    {
        var stats = new RequestStats();
        foreach (var (name, count) in _counters.Where(c => c.Key.StartsWith(codes, StringComparison.Ordinal)))
        {
            if (!int.TryParse(name.AsSpan(codes.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var status) || status is < 100 or > 999)
            {
                throw new FormatException($"\"{name}\" holds no status.");
            }

            failed.Answered(key, stats, status, count);
        }

        // Errors may also be those of captures and of code, after an answer: no more can be requests without one than there are.
        var answers = stats.Settled;
        var failures = _counters.Where(c => c.Key.StartsWith(errors, StringComparison.Ordinal)).ToList();
        var unanswered = requests is { } sent ? Math.Max(0, sent - answers) : failures.Sum(f => f.Value);
        stats.Settled += unanswered;
        stats.Statuses[0] = unanswered;
        foreach (var (name, count) in failures)
        {
            var counted = Math.Min(count, unanswered);
            failed.Failed(key, stats, FailureKind.Unknown, name[errors.Length..], counted);
            unanswered -= counted;
        }

        failed.Failed(key, stats, FailureKind.Unknown, "no answer, and the file does not say why", unanswered);
        if (stats.Statuses[0] == 0)
        {
            stats.Statuses.Remove(0);
        }

        if (_times.TryGetValue(times, out var reported) && reported.Count > 0)
        {
            stats.Reported = reported with { IncludesFailures = stats.Statuses.Any(s => s.Key >= 400) };
        }

        return stats;
    }

    private static ReportedTimes Times(JsonPart summaries, JsonPart summary)
    {
        var count = summary.Count("count") ?? 0;
        return new ReportedTimes
        {
            Count = count,
            IncludesFailures = true,
            Mean = summary.Number("mean") * Milliseconds,
            Median = summary.Number("median") * Milliseconds,
            Minimum = summary.Number("min") * Milliseconds,
            Maximum = summary.Number("max") * Milliseconds,
            Percentiles = summaries.Percentiles(summary.Name, Percentile, Milliseconds),
        };
    }

    // p50, p99, and p999 for 99.9.
    private static double? Percentile(string name) => name is "p999" ? 99.9 : JsonFigures.Percentile(name, "p", "");

    private static DateTimeOffset? Time(JsonPart part, string member) => part.Number(member) is not { } time ? null
        : time < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.UnixEpoch.AddMilliseconds(time)
        : throw new FormatException($"\"{member}\" must be in milliseconds since 1970, but is {time.ToString(CultureInfo.InvariantCulture)}.");

    private long Counter(string name) => _counters.GetValueOrDefault(name);
}
