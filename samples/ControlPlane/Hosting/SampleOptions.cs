using ControlPlane.Connectors;
using ControlPlane.Faults;

namespace ControlPlane.Hosting;

/// <summary>What the command line decides.</summary>
internal sealed record SampleOptions
{
    public const int DefaultPostgresPool = 20;

    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8000";

    /// <summary>A PostgreSQL connection string; null keeps everything in memory.</summary>
    public string? Postgres { get; init; }

    /// <summary>The most connections to PostgreSQL.</summary>
    public int PostgresPool { get; init; } = DefaultPostgresPool;

    /// <summary>Time added to every answer of the API.</summary>
    public Latency Latency { get; init; }

    /// <summary>The share of API requests answered with 500, 0 to 1.</summary>
    public double FailRate { get; init; }

    /// <summary>How many API requests are worked on at a time, others wait; null for no limit.</summary>
    public int? Pool { get; init; }

    /// <summary>How long each holds its place in the pool, beside its own work.</summary>
    public TimeSpan ServiceTime { get; init; }

    /// <summary>What repeats latencies and failures.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Planes that fail.</summary>
    public IReadOnlyList<PlaneFault> PlaneFaults { get; init; } = [];

    /// <summary>How long an open circuit breaker stays open.</summary>
    public TimeSpan BreakerReset { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether there is a risk model; without one no deployment can be created.</summary>
    public bool HasRiskModel { get; init; } = true;

    /// <summary>Whether the known load-test users, once logged in, are exempt from the throttles.</summary>
    public bool AllowLoadTestUsers { get; init; }

    /// <summary>Stop when standard input ends, and leave Ctrl-C to the parent.</summary>
    public bool ExitWithParent { get; init; }

    /// <summary>One log line a request.</summary>
    public bool LogRequests { get; init; }
}
