using Stampede.Engine;
using Stampede.Results;

namespace Stampede;

/// <summary>What the command line (or a calling test) changes about one run of a <see cref="LoadTest"/>. Null leaves what the test says.</summary>
public sealed record RunOptions
{
    /// <summary>Base address instead of the test's.</summary>
    public string? Host { get; init; }

    /// <summary>Number of users instead of the test's; at least 1.</summary>
    public int? Users { get; init; }

    /// <summary>Users started per second instead of the test's; above 0.</summary>
    public double? SpawnRate { get; init; }

    /// <summary>Run time instead of the test's, ramp included.</summary>
    public TimeSpan? RunTime { get; init; }

    /// <summary>
    /// How long the run takes, everything in it in proportion: ramps, stages, delays, warm-up and cool-down; default null: as it is. Users and arrival
    /// rates stay. It comes after all other changes; a load without an end ends then.
    /// </summary>
    public TimeSpan? ScaleTo { get; init; }

    /// <summary>Thresholds in addition to the test's.</summary>
    public IReadOnlyList<string> Thresholds { get; init; } = [];

    /// <summary>Whether <see cref="Thresholds"/> stand instead of those of the test and of its loads; default false.</summary>
    public bool ReplaceThresholds { get; init; }

    /// <summary>Findings of the audit to accept in addition to the test's (<see cref="LoadTest.Accept"/>); default none.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>Names of the user classes to run; empty for all.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Only tasks with at least one of these tags run; default empty: all. A class or set without a task left is not run.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Tasks with one of these tags do not run, whatever <see cref="Tags"/> says; default empty.</summary>
    public IReadOnlyList<string> ExcludeTags { get; init; } = [];

    /// <summary>Give every user class the weight 1; default false. <see cref="ClassOptions"/> beat it.</summary>
    public bool EqualWeights { get; init; }

    /// <summary>What changes about single user classes; of several for the same class the last counts, member by member. Default nothing.</summary>
    public IReadOnlyList<UserClassOptions> ClassOptions { get; init; } = [];

    /// <summary>Values of the test's own options (<see cref="LoadTest.Options"/>), as they are typed: name → value; default none, so that their defaults hold.</summary>
    public IReadOnlyDictionary<string, string> OptionValues { get; init; } = new Dictionary<string, string>();

    /// <summary>The seed of all random choices; default: a new one, printed and stored.</summary>
    public ulong? Seed { get; init; }

    /// <summary>How long users may take to finish after the stop; default zero, which ends them at once.</summary>
    public TimeSpan? StopTimeout { get; init; }

    /// <summary>How often a user whose start failed starts again before it counts as lost; default 3.</summary>
    public int? StartRetries { get; init; }

    /// <summary>Trust any server certificate; default: as <see cref="HttpOptions.TrustAnyCertificate"/> says.</summary>
    public bool? TrustAnyCertificate { get; init; }

    /// <summary>Event-loop threads; default one per two cores.</summary>
    public int? Loops { get; init; }

    /// <summary>How long the first phase is, which statistics leave out, instead of the test's; 0 or more.</summary>
    public TimeSpan? WarmUp { get; init; }

    /// <summary>How long the last phase is, which statistics leave out, instead of the test's; 0 or more.</summary>
    public TimeSpan? CoolDown { get; init; }

    /// <summary>Leave out of the statistics what was before all users had been started; default false.</summary>
    public bool ResetStats { get; init; }

    /// <summary>Iterations in all, instead of the test's limit; 1 or more.</summary>
    public long? Iterations { get; init; }

    /// <summary>Iterations of each user, instead of the test's limit; 1 or more.</summary>
    public long? IterationsPerUser { get; init; }

    /// <summary>Requests in all, instead of the test's limit; 1 or more.</summary>
    public long? Requests { get; init; }

    /// <summary>Run even where arithmetic says that a threshold cannot be reached; default false, which refuses.</summary>
    public bool Insist { get; init; }

    /// <summary>The exit code where requests failed or users crashed and no threshold covers failures; default 1.</summary>
    public int ExitCodeOnError { get; init; } = 1;

    /// <summary>The command line as it is stored; default: the process's, the program without its folder.</summary>
    public IReadOnlyList<string>? CommandLine { get; init; }

    /// <summary>What to note as overridden: setting → value, in the stored plan.</summary>
    public IReadOnlyDictionary<string, string> Overrides { get; init; } = new Dictionary<string, string>();

    /// <summary>Who follows the run.</summary>
    public IReadOnlyList<IRunObserver> Observers { get; init; } = [];

    /// <summary>Keep all intervals in the result; default false for runs of unknown length, whose intervals are in their folder.</summary>
    public bool KeepIntervals { get; init; }

    /// <summary>The wall clock: when the run and its failures were, when cookies expire; default the system's. What is measured has the monotonic clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Each task once, by one user.</summary>
    internal OnePass? Once { get; init; }

    /// <summary>Tells how far the run is: when users start, phases change and it ends; default the system's monotonic clock. Arrivals have that always.</summary>
    internal TimeProvider Course { get; init; } = TimeProvider.System;

    /// <summary>Use the portable transport where epoll would do.</summary>
    internal bool PortableTransport { get; init; }
}
