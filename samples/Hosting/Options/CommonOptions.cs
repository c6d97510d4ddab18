namespace Samples;

/// <summary>The options that samples share.</summary>
public static class CommonOptions
{
    /// <summary>Where to listen and where the data is.</summary>
    /// <param name="database">A database's name, for an example.</param>
    public static IReadOnlyList<SampleOption<TOptions>> Storage<TOptions>(string database)
        where TOptions : SampleOptions =>
    [
        Of<TOptions>("--urls", "<url>", "where to listen; default http://127.0.0.1:8000, port 0 takes a free one", (o, text) => o with { Urls = text.Url() ?? o.Urls }),
        Of<TOptions>(
            "--postgres",
            "<connection>",
            "keep the data in PostgreSQL (\"Host=…;Username=…;Database=…\"); default in memory",
            (o, text) => o with { Postgres = text.Postgres(database) }),
        Of<TOptions>("--postgres-pool", "<n>", "connections to it, 1 to 1000; default 20", (o, text) => o with { PostgresPool = text.Whole(1, 1000) }),
    ];

    /// <summary>What makes the API slow, small and unreliable: the options of <see cref="FaultMiddleware"/>.</summary>
    public static IReadOnlyList<SampleOption<TOptions>> Faults<TOptions>()
        where TOptions : SampleOptions =>
    [
        Of<TOptions>(
            "--latency",
            "<time>[,<p99>]",
            "time added to every API answer: 5ms, 0.2s, or log-normal: 20ms,200ms; 0 to 60s, default none",
            (o, text) => o with { Latency = text.Latency() }),
        Of<TOptions>("--fail-rate", "<share>", "share of API requests answered with 500, 0 to 1; default 0", (o, text) => o with { FailRate = text.Share() }),
        Of<TOptions>("--pool", "<n>", "API requests worked on at a time, others wait in line; 1 to 10000, default no limit", (o, text) => o with { Pool = text.Whole(1, 10_000) }),
        Of<TOptions>(
            "--service-time",
            "<time>",
            "how long each holds its place in the pool; needs --pool; 0 to 60s, default 0",
            (o, text) => o with { ServiceTime = text.Time(TimeSpan.Zero, Latency.Max) }),
        Seed<TOptions>(),
    ];

    /// <summary>What is wrong with them together.</summary>
    public static IEnumerable<string> CheckFaults(SampleOptions options) => options is { ServiceTime.Ticks: > 0, Pool: null }
        ? ["--service-time is how long a place in the pool is held: give --pool as well."]
        : [];

    /// <summary>What repeats latencies and failures.</summary>
    public static SampleOption<TOptions> Seed<TOptions>()
        where TOptions : SampleOptions =>
        Of<TOptions>("--seed", "<n>", "repeats latencies and failures; default 1", (o, text) => o with { Seed = text.Whole(0, int.MaxValue) });

    /// <summary>How the process lives.</summary>
    public static IReadOnlyList<SampleOption<TOptions>> Process<TOptions>()
        where TOptions : SampleOptions =>
    [
        Of<TOptions>("--exit-with-parent", null, "stop when standard input ends; ignore Ctrl-C", (o, _) => o with { ExitWithParent = true }),
        Of<TOptions>("--log-requests", null, "one log line a request", (o, _) => o with { LogRequests = true }),
    ];

    // A copy of a record is of the type that the original is of.
    private static SampleOption<TOptions> Of<TOptions>(string name, string? value, string help, Func<SampleOptions, OptionText, SampleOptions> set)
        where TOptions : SampleOptions => new(name, value, help, (options, text) => (TOptions)set(options, text));
}
