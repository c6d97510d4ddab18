namespace Samples;

/// <summary>What the command line of every sample decides; a sample adds its own.</summary>
public abstract record SampleOptions
{
    /// <summary>The most connections to PostgreSQL where the command line says nothing.</summary>
    public const int DefaultPostgresPool = 20;

    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8000";

    /// <summary>A PostgreSQL connection string; null keeps everything in memory.</summary>
    public string? Postgres { get; init; }

    /// <summary>The most connections to PostgreSQL.</summary>
    public int PostgresPool { get; init; } = DefaultPostgresPool;

    /// <summary>Time that is added, to what the sample says.</summary>
    public Latency Latency { get; init; }

    /// <summary>The share that fails, 0 to 1.</summary>
    public double FailRate { get; init; }

    /// <summary>How many are worked on at a time, others wait; null for no limit.</summary>
    public int? Pool { get; init; }

    /// <summary>How long each holds its place in the pool, beside its own work.</summary>
    public TimeSpan ServiceTime { get; init; }

    /// <summary>What repeats latencies and failures.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Stop when standard input ends, and leave Ctrl-C to the parent.</summary>
    public bool ExitWithParent { get; init; }

    /// <summary>One log line a request.</summary>
    public bool LogRequests { get; init; }
}
