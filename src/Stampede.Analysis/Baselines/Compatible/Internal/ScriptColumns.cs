namespace Stampede.Baselines.Compatible.Internal;

/// <summary>The names of columns in both dialects of Locust's header, and in JSON.</summary>
internal static class ScriptColumns
{
    public static readonly string[] Name = ["Name", "name"];
    public static readonly string[] Requests = ["# requests", "Request Count", "requests", "num_requests"];
    public static readonly string[] Failures = ["# failures", "Failure Count", "failures", "num_failures"];
    public static readonly string[] Mean = ["Average response time", "Average Response Time", "avg_response_time", "average_response_time", "avg"];
    public static readonly string[] Median = ["Median response time", "Median Response Time", "median_response_time", "median"];
    public static readonly string[] Minimum = ["Min response time", "Min Response Time", "min_response_time", "min"];
    public static readonly string[] Maximum = ["Max response time", "Max Response Time", "max_response_time", "max"];
    public static readonly string[] Rate = ["Requests/s", "rps", "requests_per_second"];
    public static readonly string[] P95 = ["95%", "p95"];
    public static readonly string[] P99 = ["99%", "p99"];
}
