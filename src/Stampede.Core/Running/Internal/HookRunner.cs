using Stampede.Results;

namespace Stampede.Engine;

/// <summary>
/// The hooks of one run, and the data that its setup made. Order: setup, test start, users (with spawning complete), test stop, teardown; the last once the
/// setup has succeeded, whatever happens between.
/// </summary>
internal sealed class HookRunner(Hooks hooks, string? host, IServiceProvider? services, IUserTrace? trace) : IAsyncDisposable
{
    private readonly HookFailures _failures = new();
    private RunPlan _plan = null!;
    private IRunControl _run = null!;
    private Task _spawning = Task.CompletedTask;
    private bool _isSetUp;

    /// <summary>What users get of it; null where they have nothing to call.</summary>
    public UserHooks? Users => field ??= hooks is { Request: null, RequestFilter: null, UserError: null } && trace is null ? null : new UserHooks
    {
        Request = hooks.Request,
        RequestFilter = hooks.RequestFilter,
        UserError = hooks.UserError,
        Trace = trace,
        Failed = _failures.Add,
    };

    public TestData Data { get; private set; } = TestData.None;

    private TimeSpan Timeout => hooks.TeardownTimeout ?? _plan.StopTimeout + TimeSpan.FromSeconds(30);

    /// <summary>How a user ends the test, with a text for the notes. One object for all users.</summary>
    public Action<string> EndTest => field ??= text => _run.Stop(RunEnding.EndedByTest, text);

    /// <summary>Prepares the test.</summary>
    /// <exception cref="LoadTestException">It threw.</exception>
    public async Task Setup(RunPlan plan, OptionValues options, IRunControl run, CancellationToken cancellationToken)
    {
        (_plan, _run) = (plan, run);
        if (hooks.Setup is { } prepare)
        {
            try
            {
                var given = new TestSetup { Plan = plan, Host = host, Services = services, Options = options, CancellationToken = cancellationToken };
                Data = new TestData(true, await Task.Run(() => prepare(given).AsTask(), CancellationToken.None));
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (Exception exception) when (exception is not LoadTestException)
            {
                throw new LoadTestException([$"Hooks.Setup threw {exception.GetType().Name}: {exception.Message}. No user was started."], exception);
            }
        }

        _isSetUp = true;
    }

    /// <summary>Before the first user.</summary>
    public async Task Start(CancellationToken cancellationToken)
    {
        if (hooks.TestStart is { } start)
        {
            var given = new TestStart { Plan = _plan, Host = host, Run = _run, CancellationToken = cancellationToken, SetupData = Data };
            await Guarded(nameof(Hooks.TestStart), () => start(given).AsTask());
        }
    }

    /// <summary>All planned users have been started. Returns at once.</summary>
    public void SpawningComplete(TimeSpan elapsed, IReadOnlyList<UserClass> classes, Func<UserClass, int> started)
    {
        if (hooks.SpawningComplete is { } complete)
        {
            var users = classes.ToDictionary(c => c.Name, started);
            var given = new SpawningComplete(users.Values.Sum(), users, elapsed);
            _spawning = Guarded(nameof(Hooks.SpawningComplete), () =>
            {
                complete(given);
                return Task.CompletedTask;
            });
        }
    }

    /// <summary>After the last user: test stop, then teardown.</summary>
    /// <returns>What is to be noted of all hooks.</returns>
    public async Task<IReadOnlyList<RunNote>> Stop(RunResult result)
    {
        await InTime(nameof(Hooks.SpawningComplete), _ => _spawning);
        if (hooks.TestStop is { } stop)
        {
            await InTime(nameof(Hooks.TestStop), token =>
                stop(new TestStop { Result = result, Run = _run, CancellationToken = token, SetupData = Data }).AsTask());
        }

        await DisposeAsync();
        return _failures.Notes();
    }

    /// <summary>The teardown, unless it has run or there was no setup.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isSetUp && hooks.Teardown is { } teardown)
        {
            _isSetUp = false;
            await InTime(nameof(Hooks.Teardown), token => teardown(
                new TestTeardown { Plan = _plan, Host = host, Services = services, CancellationToken = token, SetupData = Data }).AsTask());
        }
    }

    private async Task InTime(string hook, Func<CancellationToken, Task> call)
    {
        var over = new CancellationTokenSource();
        var running = Guarded(hook, () => call(over.Token));
        try
        {
            await running.WaitAsync(Timeout);
        }
        catch (TimeoutException)
        {
            _failures.Add(hook, "did not end", $"it had {TimeSpanText.Format(Timeout)} (Hooks.TeardownTimeout)");
            _ = over.CancelAsync();
        }
    }

    /// <summary>On the pool: code that blocks holds up nobody.</summary>
    private Task Guarded(string hook, Func<Task> call) => Task.Run(async () =>
    {
        try
        {
            await call();
        }
        catch (Exception exception)
        {
            _failures.Add(hook, exception);
        }
    });
}
