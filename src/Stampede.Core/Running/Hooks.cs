namespace Stampede;

/// <summary>
/// The load test's own code around the run of all users. Each is null by default. One that throws is reported in the run's notes (HOOK-FAILED), once for
/// each text, and the run goes on; only what <see cref="Setup"/> throws refuses the run.
/// </summary>
public sealed class Hooks
{
    /// <summary>
    /// Prepares the test before the first request is sent. What it returns is handed to the users (<see cref="User.Data{T}"/>) and to <see cref="Teardown"/>. If it throws,
    /// nothing is run: <see cref="LoadTestException"/>, exit code 2.
    /// </summary>
    public Func<TestSetup, ValueTask<object?>>? Setup { get; init; }

    /// <summary>Cleans up after the last user. Runs whenever <see cref="Setup"/> succeeded (or is not set), after Ctrl-C and after an error in Stampede, too.</summary>
    public Func<TestTeardown, ValueTask>? Teardown { get; init; }

    /// <summary>Runs after <see cref="Setup"/> and before the first user starts. The users wait for it.</summary>
    public Func<TestStart, ValueTask>? TestStart { get; init; }

    /// <summary>Runs after the last user has ended and before the result is judged and <see cref="Teardown"/> runs.</summary>
    public Func<TestStop, ValueTask>? TestStop { get; init; }

    /// <summary>Runs once, when all users that are planned at the most have been started. Off the event loops: it may block.</summary>
    public Action<SpawningComplete>? SpawningComplete { get; init; }

    /// <summary>
    /// Sees each settled request: as many as the statistics count. Called on the event loops, several at a time: it must be quick, safe for threads, and not wait for
    /// anything. What it takes delays the users.
    /// </summary>
    public Action<RequestEvent>? Request { get; init; }

    /// <summary>Sees each HTTP request before it is sent, and may add headers or rename it; not again for redirects. Called as <see cref="Request"/> is.</summary>
    public Action<RequestDraft>? RequestFilter { get; init; }

    /// <summary>Sees each exception of a user's code that is counted. Called as <see cref="Request"/> is.</summary>
    public Action<UserErrorEvent>? UserError { get; init; }

    /// <summary>How long <see cref="TestStop"/> and <see cref="Teardown"/> may take, each, before the run ends without them; above 0; default the stop timeout and 30 s.</summary>
    public TimeSpan? TeardownTimeout { get; init; }
}
