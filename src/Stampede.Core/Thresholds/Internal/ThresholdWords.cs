namespace Stampede.Engine;

/// <summary>The words of the grammar, and what to say about others.</summary>
internal static class ThresholdWords
{
    public const string AggregationsAllowed = "p(N), avg, med, min, max or count";

    public const string GaugeFigures = "last, min, max or avg; without one it is the last value";

    public const string Subjects =
        "p(N), avg, med, min, max or count (of response_time, or of failed_response_time, all_response_time or service_time written before it); "
        + "requests, requests_per_second, failures, failure_rate, success_rate; each of these may follow a request's name, a colon and a space; "
        + "check(\"name\") or checks; iterations, iterations_per_second; "
        + "arrivals, late_arrivals, dropped_arrivals, late_arrival_rate, dropped_arrival_rate; counter, gauge, rate or trend and (\"name\")";

    /// <summary>Metrics that are distributions of times.</summary>
    public static readonly Dictionary<string, ThresholdMetric> Times = new()
    {
        ["response_time"] = ThresholdMetric.ResponseTime,
        ["failed_response_time"] = ThresholdMetric.FailedResponseTime,
        ["all_response_time"] = ThresholdMetric.AllResponseTime,
        ["service_time"] = ThresholdMetric.ServiceTime,
    };

    /// <summary>Metrics that are one figure.</summary>
    public static readonly Dictionary<string, ThresholdMetric> Figures = new()
    {
        ["requests"] = ThresholdMetric.Requests,
        ["requests_per_second"] = ThresholdMetric.RequestsPerSecond,
        ["failures"] = ThresholdMetric.Failures,
        ["failure_rate"] = ThresholdMetric.FailureRate,
        ["success_rate"] = ThresholdMetric.SuccessRate,
        ["checks"] = ThresholdMetric.Checks,
        ["iterations"] = ThresholdMetric.Iterations,
        ["iterations_per_second"] = ThresholdMetric.IterationsPerSecond,
        ["arrivals"] = ThresholdMetric.Arrivals,
        ["late_arrivals"] = ThresholdMetric.LateArrivals,
        ["dropped_arrivals"] = ThresholdMetric.DroppedArrivals,
        ["late_arrival_rate"] = ThresholdMetric.LateArrivalRate,
        ["dropped_arrival_rate"] = ThresholdMetric.DroppedArrivalRate,
    };

    /// <summary>Metrics of the test's own, whose names follow in brackets.</summary>
    public static readonly Dictionary<string, ThresholdMetric> Custom = new()
    {
        ["counter"] = ThresholdMetric.Counter,
        ["gauge"] = ThresholdMetric.Gauge,
        ["rate"] = ThresholdMetric.Rate,
        ["trend"] = ThresholdMetric.Trend,
    };

    // What people who come from k6 and Locust write.
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["http_req_duration"] = "response_time",
        ["http_req_waiting"] = "response_time",
        ["http_req_failed"] = "failure_rate",
        ["http_reqs"] = "requests",
        ["rps"] = "requests_per_second",
        ["mean"] = "avg",
        ["median"] = "med",
        ["error_rate"] = "failure_rate",
        ["errors"] = "failures",
        ["percentile"] = "p(N)",
        ["dropped_iterations"] = "dropped_arrivals",
    };

    private static readonly string[] Aggregations = ["avg", "med", "min", "max", "count", "check"];

    public static bool IsMetric(string word) => Times.ContainsKey(word) || Figures.ContainsKey(word);

    /// <summary>What an unknown metric or aggregation was probably meant to be, as the end of a sentence; empty for no idea.</summary>
    public static string Hint(string word) =>
        DidYouMean(word.ToLowerInvariant() is ['p'] or ['p', >= '0' and <= '9', ..]
            ? "p(N)"
            : Elsewhere.GetValueOrDefault(word) ?? NearestWord.Of(word, [.. Times.Keys, .. Figures.Keys, .. Aggregations, .. Custom.Keys]));

    public static string DidYouMean(string? meant) => meant is null ? "" : $"; did you mean {meant}?";
}
