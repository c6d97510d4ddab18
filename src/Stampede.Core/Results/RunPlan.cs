namespace Stampede.Results;

/// <summary>What a run will do: immutable, made before the first user starts, stored with the result.</summary>
public sealed record RunPlan
{
    /// <summary>The load test's name: its file's, without the extension, unless the test says otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>The base address, user info removed; null where every request is absolute.</summary>
    public string? Host { get; init; }

    /// <summary>The user classes.</summary>
    public required IReadOnlyList<UserClassPlan> Classes { get; init; }

    /// <summary>The load.</summary>
    public required LoadPlan Load { get; init; }

    /// <summary>The thresholds as written, in the order of file, then command line.</summary>
    public required IReadOnlyList<string> Thresholds { get; init; }

    /// <summary>SHA-256 of the thresholds joined by newlines, in hexadecimal: proof that they were set before the start.</summary>
    public required string ThresholdsHash { get; init; }

    /// <summary>The audit's findings that the test accepts, each as its rule and the reason: <c>COLO: they share this machine on purpose</c>; empty for none.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>The selections of requests that have statistics of their own, as texts; empty for none.</summary>
    public IReadOnlyList<string> Selections { get; init; } = [];

    /// <summary>The seed of all random choices.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How long users may take to finish after the stop; zero ends them at once.</summary>
    public required TimeSpan StopTimeout { get; init; }

    /// <summary>How often a user whose start failed starts again before it counts as lost.</summary>
    public required int StartRetries { get; init; }

    /// <summary>Settings that shape the requests: default timeout, redirects, trust, keep-alive; name → value.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The load test's own options: name → value, secret ones as <c>***</c>; without those that have none.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <summary>What the command line, the environment or a configuration file changed: setting → value, with the variable or the file in parentheses.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init; } = new Dictionary<string, string>();

    /// <summary>Only tasks with at least one of these tags run; empty for all.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Tasks with one of these tags do not run.</summary>
    public IReadOnlyList<string> ExcludeTags { get; init; } = [];
}
