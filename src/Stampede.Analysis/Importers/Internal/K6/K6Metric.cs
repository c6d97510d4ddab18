using Stampede.Metrics;

namespace Stampede.Importing;

/// <summary>A metric of k6: its name, what it is, and its number as one of the test's own.</summary>
internal sealed class K6Metric
{
    private static readonly Dictionary<string, K6Role> Roles = new()
    {
        ["http_reqs"] = K6Role.Requests,
        ["http_req_duration"] = K6Role.Duration,
        ["http_req_failed"] = K6Role.Failed,
        ["http_req_waiting"] = K6Role.Waiting,
        ["http_req_connecting"] = K6Role.Connecting,
        ["http_req_tls_handshaking"] = K6Role.Handshaking,
        ["vus"] = K6Role.Users,
        ["vus_max"] = K6Role.None,
        ["iterations"] = K6Role.Iterations,
        ["iteration_duration"] = K6Role.IterationDuration,
        ["group_duration"] = K6Role.GroupDuration,
        ["dropped_iterations"] = K6Role.Dropped,
        ["checks"] = K6Role.Checks,
        ["grpc_req_duration"] = K6Role.GrpcDuration,
    };

    // Those that k6 brings along: a CSV does not say what a metric is.
    private static readonly Dictionary<string, CustomMetricKind> Kinds = new()
    {
        ["data_sent"] = CustomMetricKind.Counter,
        ["data_received"] = CustomMetricKind.Counter,
        ["ws_sessions"] = CustomMetricKind.Counter,
        ["ws_msgs_sent"] = CustomMetricKind.Counter,
        ["ws_msgs_received"] = CustomMetricKind.Counter,
        ["http_req_blocked"] = CustomMetricKind.Trend,
        ["http_req_sending"] = CustomMetricKind.Trend,
        ["http_req_receiving"] = CustomMetricKind.Trend,
        ["ws_connecting"] = CustomMetricKind.Trend,
        ["ws_ping"] = CustomMetricKind.Trend,
        ["ws_session_duration"] = CustomMetricKind.Trend,
        ["browser_data_sent"] = CustomMetricKind.Counter,
        ["browser_data_received"] = CustomMetricKind.Counter,
        ["browser_http_req_failed"] = CustomMetricKind.Rate,
    };

    public K6Metric(string name)
    {
        Name = name;
        Role = Roles.GetValueOrDefault(name);
        Kind = Kinds.TryGetValue(name, out var kind) ? kind : null;
    }

    public string Name { get; }

    public K6Role Role { get; }

    /// <summary>What it is, where that is told or known.</summary>
    public CustomMetricKind? Kind { get; set; }

    /// <summary>Its number in the builder; -1 before its first sample.</summary>
    public int Id { get; set; } = -1;

    /// <summary>The kind that a word of k6 stands for; null for none.</summary>
    public static CustomMetricKind? KindOf(string? word) => word switch
    {
        "counter" => CustomMetricKind.Counter,
        "gauge" => CustomMetricKind.Gauge,
        "rate" => CustomMetricKind.Rate,
        "trend" => CustomMetricKind.Trend,
        _ => null,
    };
}
