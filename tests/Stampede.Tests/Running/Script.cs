using System.Runtime.ExceptionServices;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>What a <see cref="ScriptUser"/> does: its members as functions, so that a test reads from top to bottom.</summary>
internal sealed class Script
{
    private int _usersStarted;
    private int _iterationsOver;

    public Func<ScriptUser, ValueTask> OnStart { get; init; } = static _ => default;

    public Func<ScriptUser, ValueTask> Task { get; init; } = static _ => default;

    public Func<ScriptUser, ValueTask> OnStop { get; init; } = static _ => default;

    /// <summary>Between iterations; default a minute: one iteration a run.</summary>
    public WaitTime WaitTime { get; init; } = WaitTime.Constant(60);

    /// <summary>The test's own code around the run.</summary>
    public Hooks Hooks { get; init; } = new();

    /// <summary>Its load; default one user.</summary>
    public Load Load { get; init; } = Load.Users(1);

    public IReadOnlyList<string> Thresholds { get; init; } = [];

    /// <summary>Called after each iteration (and when a start has failed), before the wait.</summary>
    public Action<ScriptUser>? AfterIteration { get; init; }

    /// <summary>
    /// When the run is ended; default: where neither its options nor its load say how long it takes, once there are as many iterations over as it has
    /// users. Asked every few milliseconds on a thread of the pool.
    /// </summary>
    public Func<Script, bool>? EndsWhen { get; init; }

    /// <summary>Users that have begun their OnStart.</summary>
    public int UsersStarted => Volatile.Read(ref _usersStarted);

    /// <summary>Iterations that are over and counted.</summary>
    public int IterationsOver => Volatile.Read(ref _iterationsOver);

    /// <summary>Runs it with one user, unless the options say otherwise.</summary>
    public Task<RunResult> Run(TestServer? server = null, RunOptions? options = null, HttpOptions? http = null, bool endless = false, CancellationToken cancellationToken = default)
    {
        var test = new LoadTest
        {
            Name = "script",
            Host = server?.Url,
            Load = Load,
            Thresholds = Thresholds,
            Users = [typeof(ScriptUser)],
            Services = new OneService(this),
            Hooks = Hooks,
            Http = http ?? new HttpOptions(),
        };
        options = (options ?? new RunOptions()) with { KeepIntervals = true, Seed = options?.Seed ?? 1 };
        if (EndsWhen is null && (endless || (options.RunTime ?? options.ScaleTo ?? Load.Duration) is not null))
        {
            return test.Run(options, cancellationToken);
        }

        var ends = EndsWhen ?? (script => options.Iterations is null && script.IterationsOver >= (options.Users ?? 1));
        return test.RunUntil(() => ends(this), options, cancellationToken);
    }

    public void UserStarts() => Interlocked.Increment(ref _usersStarted);

    public void IterationIsOver() => Interlocked.Increment(ref _iterationsOver);

    /// <summary>Runs one iteration of one user, and ends the run when that is over. What the iteration threw is thrown, but for failed requirements.</summary>
    public static async Task<RunResult> Once(TestServer? server, Func<ScriptUser, ValueTask> task, HttpOptions? http = null, bool portable = false)
    {
        using var over = new CancellationTokenSource();
        Exception? thrown = null;
        var script = new Script
        {
            Task = async user =>
            {
                try
                {
                    await task(user);
                }
                catch (Exception exception) when (exception is not RequirementException)
                {
                    thrown = exception;
                    throw;
                }
            },
            AfterIteration = _ => over.Cancel(),
        };
        var result = await script.Run(
            server, new RunOptions { RunTime = TimeSpan.FromSeconds(60), PortableTransport = portable }, http, cancellationToken: over.Token);
        if (thrown is not null)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }

        Assert.Equal(RunEnding.Interrupted, result.Ending);
        return result;
    }

    private sealed class OneService(Script script) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Script) ? script : null;
    }
}
