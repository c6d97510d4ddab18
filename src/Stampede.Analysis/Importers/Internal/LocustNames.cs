using Stampede.Metrics;

namespace Stampede.Importing;

/// <summary>What the columns and rows of Locust's files are called, in all its versions and in files made after its example.</summary>
internal static class LocustNames
{
    public static readonly string[] Name = ["Name"];
    public static readonly string[] Type = ["Type", "Method"];
    public static readonly string[] Requests = ["Request Count", "# requests"];
    public static readonly string[] Failures = ["Failure Count", "# failures"];
    public static readonly string[] Median = ["Median Response Time"];
    public static readonly string[] Mean = ["Average Response Time"];
    public static readonly string[] Minimum = ["Min Response Time"];
    public static readonly string[] Maximum = ["Max Response Time"];
    public static readonly string[] Size = ["Average Content Size", "Average Content Length"];
    public static readonly string[] Rate = ["Requests/s"];
    public static readonly string[] TotalRequests = ["Total Request Count", "# requests"];
    public static readonly string[] TotalFailures = ["Total Failure Count", "# failures"];
    public static readonly string[] TotalMedian = ["Total Median Response Time"];
    public static readonly string[] TotalMean = ["Total Average Response Time"];

    /// <summary>The key of a row.</summary>
    public static RequestKey Key(TableRow row) => new(Text(row), row.Text(Name) ?? "");

    /// <summary>Whether a row is the sum of the others: without a type, and named so.</summary>
    public static bool IsTotal(RequestKey key) => key.Method.Length == 0 && (key.Name is "Aggregated" or "Total");

    // Versions before 1.0 wrote Python's None for the total's.
    private static string Text(TableRow row) => row.Text(Type)?.Trim() is { } type and not ("None" or "-") ? type : "";
}
