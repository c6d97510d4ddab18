using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Reads k6's summaries: <c>--summary-export</c>, the data of <c>handleSummary</c> and the machine-readable one. They hold sums over all requests: no names, no
/// statuses, nothing over time, and of response times some percentiles.
/// </summary>
public sealed class K6SummaryImporter : IResultImporter
{
    private const string Times = "http_req_duration";
    private const string TimesOfSuccesses = "http_req_duration{expected_response:true}";
    private const string All = "(all)";

    private static readonly HashSet<string> Placed =
        ["http_reqs", "http_req_failed", Times, TimesOfSuccesses, "iterations", "iteration_duration", "vus", "vus_max", "checks", "dropped_iterations"];

    /// <inheritdoc />
    public string Name => "k6-summary";

    /// <inheritdoc />
    public string Format => "k6 summary (--summary-export, handleSummary, machine-readable)";

    /// <inheritdoc />
    public bool Recognises(ImportHead head) => head.Members.Count > 0
        && (head.HasMembers("metrics") && Holds(head, "\"http_req", "\"iterations\"", "\"root_group\"", "\"vus\"")
            || head.HasMembers("version", "results") && Holds(head, "\"k6Version\"", "\"http_req", "\"iterations\""));

    /// <inheritdoc />
    public async ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default) =>
        await JsonFile.Read(path, part => Result(path, K6Summary.Read(part)), cancellationToken);

    private static bool Holds(ImportHead head, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (head.Lines.Any(l => l.Contains(word, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static RunResult Result(string path, K6Summary summary)
    {
        var count = summary.Count("http_reqs", "count") ?? 0;
        var failed = summary.Rate("http_req_failed");
        var total = new RequestStats { Settled = count, Failed = Math.Min(failed?.True ?? 0, count) };

        // Of successes where k6 tells that, as everywhere here; what it tells of all stands beside, in a note.
        var successes = failed is null ? null : summary.Times(TimesOfSuccesses, count - total.Failed, includesFailures: false);
        total.Reported = successes ?? summary.Times(Times, count, includesFailures: true) ?? new ReportedTimes { Count = count, IncludesFailures = true };
        var rate = summary.Value("http_reqs", "rate") is > 0 and var perSecond && count > 0 ? (double?)(count / perSecond)
            : summary.Value("iterations", "rate") is > 0 and var iterationsPerSecond && summary.Count("iterations", "count") is > 0 and var done ? done / iterationsPerSecond
            : null;
        var duration = summary.Duration ?? (rate is < 1e9 ? TimeSpan.FromSeconds(rate.Value) : null);
        var users = summary.Value("vus", "max") is >= 0 and <= int.MaxValue and var most ? (int?)most : null;
        var iterations = summary.Count("iterations", "count");
        return new RunResult
        {
            Plan = ImportedPlan.Of(ImportedPlan.NameOf(path), users ?? 0),
            Imported = new ImportedRun
            {
                Format = summary.Form,
                Files = [path],
                Unknown = UnknownParts.Started | UnknownParts.Statuses | UnknownParts.Bytes | UnknownParts.Bodies | UnknownParts.Connections | UnknownParts.Resends
                    | UnknownParts.FailureTimes | UnknownParts.FailureReasons | UnknownParts.Plan | UnknownParts.Names | UnknownParts.IntervalNames | UnknownParts.Ending
                    | UnknownParts.ArrivalDelays
                    | (duration is null ? UnknownParts.Duration : 0)
                    | (failed is null ? UnknownParts.Outcomes : 0)
                    | (users is null ? UnknownParts.Users : 0),
            },
            Started = DateTimeOffset.UnixEpoch,
            Duration = duration ?? TimeSpan.Zero,
            Ending = RunEnding.Completed,
            Requests = count > 0 ? new Dictionary<RequestKey, RequestStats> { [RequestKey.All] = total } : [],
            Transactions = Iterations(summary, iterations),
            Failures = [],
            Checks = summary.Checks,
            UserErrors = [],
            Metrics = Metrics(summary),
            Arrivals = Arrivals(summary, iterations),
            Classes = users is null && iterations is null ? []
                : [EncodedIntervals.Class(All, summary.Value("vus", "value") is >= 0 and <= int.MaxValue and var last ? (int)last : 0, iterations ?? 0)],
            Notes = [.. Notes(summary, count, successes is not null)],
        };
    }

    private static Dictionary<string, RequestStats> Iterations(K6Summary summary, long? iterations) =>
        iterations is { } count && summary.Times("iteration_duration", count, includesFailures: false) is { } times
            ? new() { ["iteration"] = new RequestStats { Settled = count, Reported = times } }
            : [];

    private static List<ArrivalSample> Arrivals(K6Summary summary, long? iterations) => summary.Count("dropped_iterations", "count") is > 0 and var dropped
        ? [new ArrivalSample { Load = All, Scheduled = (iterations ?? 0) + dropped, Started = iterations ?? 0, Late = 0, Dropped = dropped, InFlight = 0 }]
        : [];

    // A sum or a last value is one sample; of a trend there is no distribution, so that it cannot be one here.
    private static Dictionary<string, CustomMetricStats> Metrics(K6Summary summary)
    {
        var metrics = new Dictionary<string, CustomMetricStats>();
        foreach (var name in summary.Metrics.Where(m => !Placed.Contains(m)))
        {
            CustomMetricStats? stats = summary.Kind(name) switch
            {
                CustomMetricKind.Counter when summary.Value(name, "count") is { } sum => new() { Kind = CustomMetricKind.Counter, Count = 1, Sum = sum, Last = sum, Minimum = sum, Maximum = sum },
                CustomMetricKind.Gauge when summary.Value(name, "value") is { } last => new()
                {
                    Kind = CustomMetricKind.Gauge,
                    Count = 1,
                    Sum = last,
                    Last = last,
                    Minimum = summary.Value(name, "min") ?? last,
                    Maximum = summary.Value(name, "max") ?? last,
                },
                CustomMetricKind.Rate when summary.Rate(name) is { All: > 0 } rate => new()
                {
                    Kind = CustomMetricKind.Rate,
                    Count = rate.All,
                    Sum = rate.True,
                    Minimum = rate.True == rate.All ? 1 : 0,
                    Maximum = rate.True > 0 ? 1 : 0,
                },
                _ => null,
            };
            if (stats is not null)
            {
                metrics[name] = stats;
            }
        }

        return metrics;
    }

    private static IEnumerable<RunNote> Notes(K6Summary summary, long count, bool isOfSuccesses)
    {
        if (count == 0)
        {
            yield return new RunNote("NO-REQUESTS", NoteSeverity.Warning, "The summary holds no request: there is nothing to say of response times, rates or failures.");
        }

        yield return new RunNote("SUMMARY-ONLY", NoteSeverity.Note,
            "A summary holds sums over all requests: nothing is known of names, statuses or how figures changed over time. k6 writes every request with --out json.");
        if (isOfSuccesses && summary.Value(Times, "avg") is { } mean)
        {
            yield return new RunNote("K6-TIMES-OF-ALL", NoteSeverity.Note, FormattableString.Invariant(
                $"Response times are of successes (expected_response:true). Of all requests k6 tells mean {mean:0.###} ms, median {summary.Value(Times, "med"):0.###} ms, p(95) {summary.Value(Times, "p(95)"):0.###} ms."));
        }

        foreach (var (metric, expression, passed) in summary.Thresholds)
        {
            yield return new RunNote("K6-THRESHOLD", passed ? NoteSeverity.Note : NoteSeverity.Warning, $"k6 judged its threshold '{expression}' of {metric}: {(passed ? "passed" : "failed")}.");
        }

        var left = summary.Metrics.Where(m => !Placed.Contains(m) && summary.Kind(m) == CustomMetricKind.Trend && !m.StartsWith("http_req_", StringComparison.Ordinal)).ToArray();
        if (left.Length > 0)
        {
            yield return new RunNote("METRICS-LEFT-OUT", NoteSeverity.Note,
                $"A summary has no distributions; left out: {string.Join(", ", left.Take(10))}{(left.Length > 10 ? " …" : "")}.");
        }
    }
}
