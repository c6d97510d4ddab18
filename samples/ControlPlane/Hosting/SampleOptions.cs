namespace ControlPlane.Hosting;

/// <summary>What the command line decides.</summary>
internal sealed record SampleOptions
{
    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8000";

    /// <summary>Time added to every answer of the API.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The share of API requests answered with 500, 0 to 1.</summary>
    public double FailRate { get; init; }

    /// <summary>Whether the known load-test users, once logged in, are exempt from the throttles.</summary>
    public bool AllowLoadTestUsers { get; init; }

    /// <summary>Stop when standard input ends, and leave Ctrl-C to the parent.</summary>
    public bool ExitWithParent { get; init; }

    /// <summary>One log line a request.</summary>
    public bool LogRequests { get; init; }
}
