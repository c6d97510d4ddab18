namespace Stampede.Reporting;

/// <summary>The headers of Locust's files.</summary>
internal static class LocustColumns
{
    /// <summary>The percentiles as shares, as Locust has them: its ranks are truncated products of these very numbers.</summary>
    public static readonly double[] Shares = [0.50, 0.66, 0.75, 0.80, 0.90, 0.95, 0.98, 0.99, 0.999, 0.9999, 1.0];

    public static readonly string[] Percentiles = ["50%", "66%", "75%", "80%", "90%", "95%", "98%", "99%", "99.9%", "99.99%", "100%"];

    public static readonly string[] None = [.. Percentiles.Select(_ => "N/A")];

    public static readonly string[] Stats =
    [
        "Type", "Name", "Request Count", "Failure Count", "Median Response Time", "Average Response Time", "Min Response Time",
        "Max Response Time", "Average Content Size", "Requests/s", "Failures/s", .. Percentiles,
    ];

    public static readonly string[] History =
    [
        "Timestamp", "User Count", "Type", "Name", "Requests/s", "Failures/s", .. Percentiles, "Total Request Count",
        "Total Failure Count", "Total Median Response Time", "Total Average Response Time", "Total Min Response Time",
        "Total Max Response Time", "Total Average Content Size",
    ];

    public static readonly string[] Failures = ["Method", "Name", "Error", "Occurrences", "First Seen", "Last Seen"];

    public static readonly string[] Exceptions = ["Count", "Message", "Traceback", "Nodes"];
}
