using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>
/// The life of one user on its loop: start (and again), iterate, stop.
/// <code>
/// Starting   OnStart returned           Iterating
/// Starting   failed, retries left       Starting, after a wait
/// Starting   failed, none left          Lost
/// Iterating  told to finish             Stopping, after its task (at once while it waits)
/// Iterating  a feeder ran dry           Stopping, after its task
/// Starting   a feeder ran dry           Ended
/// any        told to end                Stopping, at once
/// any        goes on when ended         Stopping; its task is left where it waits for ever
/// Stopping   OnStop returned            Ended
/// </code>
/// </summary>
internal sealed class UserRunner : ILoopWork
{
    /// <summary>Rule 5: after so many iterations without a pause, or two milliseconds, others come first.</summary>
    private const int MostSteps = 64;

    private static readonly long MostTicks = 2 * MonotonicClock.TicksPerMillisecond;

    private readonly RunSetup _setup;
    private readonly UserClass _class;
    private readonly UserCounts _counts;
    private readonly IUserSource _source;
    private readonly SelectionMasks? _masks;
    private readonly UserContext _context;
    private readonly EventLoop _loop;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private User? _user;
    private TaskWalk? _walk;
    private WaitState _waitState = new(MonotonicClock.Microseconds(MonotonicClock.Ticks));
    private bool _finishing;
    private bool _isArrived;
    private bool _inTask;
    private bool _hasStarted;
    private bool _hasStopped;

    public UserRunner(RunSetup setup, UserClass userClass, UserCounts counts, IUserSource source, CountLimit? requests, SelectionMasks? masks, MetricsShard shard, EventLoop loop, HttpEngine engine, int number, CancellationToken stopping)
    {
        _setup = setup;
        _class = userClass;
        _counts = counts;
        _source = source;
        _masks = masks;
        _isArrived = source.IsOpen;
        _loop = loop;
        _context = new UserContext
        {
            Loop = loop,
            Engine = engine,
            Recorder = setup.Recorder,
            Shard = shard,
            Random = new SeededRandom(setup.Plan.Seed, (ulong)number),
            Number = number,
            ClassName = userClass.Name,
            ClassIndex = userClass.Index,
            Hooks = setup.Hooks.Users,
            Data = setup.Hooks.Data,
            EndTest = setup.Hooks.EndTest,
            Http = userClass.Http!,
            Options = setup.Options,
            Time = setup.Clock,
            Stopping = stopping,
            RequestLimit = requests,
            Selections = masks?.User ?? 0,
            Mark = this,
            Feeders = setup.Feeders,
            Waiter = new UserWait(loop, this),
            Parked = () => loop.Post(new Parking(this)),
        };
    }

    public UserClass Class => _class;

    public string ClassName => _class.Name;

    /// <summary>Iterations that it has finished.</summary>
    public long IterationsDone { get; private set; }

    /// <summary>It begins no further iteration.</summary>
    public bool IsFinishing => _finishing || _context.IsOver;

    /// <summary>What it does just now: a task's name, OnStart, OnStop, constructor. Read by the monitor.</summary>
    public string Doing { get; private set; } = "constructor";

    public UserContext Context => _context;

    public Task Ended => _ended.Task;

    public bool IsLost { get; private set; }

    /// <summary>Begins its life; posted to the loop.</summary>
    public void Run()
    {
        _loop.Enter(this);
        _ = Live();
        _loop.Leave();
    }

    /// <summary>An iteration was to start at that time; the user waits for it. On the loop's thread.</summary>
    public void Arrive(long intended)
    {
        _context.Intend(intended);
        _context.Waiter.Release();
    }

    /// <summary>No further iteration; a wait between two ends at once. On the loop's thread.</summary>
    public void Finish()
    {
        _finishing = true;
        if (!_inTask)
        {
            _context.Waiter.Cancel();
        }
    }

    /// <summary>Ends whatever it does. On the loop's thread.</summary>
    public void EndNow()
    {
        _finishing = true;
        _context.IsEnding = true;
        if (!_context.IsInStop)
        {
            CutOff();
        }
    }

    /// <summary>Ends what even its OnStop does.</summary>
    public void Abandon()
    {
        _context.IsInStop = false;
        _context.IsEnding = true;
        CutOff();
    }

    /// <summary>What is open counts as it stands; then whatever the user waits for ends.</summary>
    private void CutOff()
    {
        _context.Session?.SettleOpen();
        _context.Waiter.Close();
        if (!_context.IsInStop)
        {
            // Unless the end of its wait has brought it to OnStop already, whose requests are allowed.
            _context.Session?.Abort();
        }
    }

    private async Task Live()
    {
        try
        {
            _hasStarted = await Start();
            if (_hasStarted)
            {
                await Iterate();
            }

            await End();
        }
        catch (Exception exception)
        {
            _setup.Crash(exception);
            Over();
        }
    }

    private async Task End()
    {
        if (_hasStarted && !_hasStopped)
        {
            await Stop();
        }

        if (_hasStarted || IsFinishing)
        {
            _counts.End();
        }
        else
        {
            IsLost = true;
            _counts.Lose();
        }

        _context.Session?.SettleOpen();
        _context.Session?.Abort();
        Over();
    }

    private void Over()
    {
        _finishing = true;
        if (_isArrived)
        {
            _isArrived = false;
            _source.IterationOver(this);
        }

        if (_ended.TrySetResult())
        {
            _source.Ended(this);
        }
    }

    private async ValueTask<bool> Start()
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await TryStart())
            {
                return true;
            }

            if (IsFinishing || attempt >= _setup.Plan.StartRetries)
            {
                return false;
            }

            var wait = NextWait();
            if (!await _context.Waiter.For(wait) || IsFinishing)
            {
                return false;
            }
        }
    }

    private async ValueTask<bool> TryStart()
    {
        try
        {
            if (_user is null)
            {
                Begin("constructor");
                var user = _class.Make();
                user.Attach(_context);
                _user = user;
            }

            Begin("OnStart");
            await _user.OnStart();
            return true;
        }
        catch (RequirementException)
        {
            return false;
        }
        catch (OperationCanceledException) when (_context.IsEndingOrTold)
        {
            return false;
        }
        catch (Exception exception)
        {
            _context.Error(Doing, exception);
            return false;
        }
        finally
        {
            await EndTask();
        }
    }

    private async ValueTask Iterate()
    {
        if (!_source.IsOpen)
        {
            _context.Intend(0);
        }

        // Paces count from the first iteration; what OnStart took is none of it.
        _walk = new TaskWalk(this, _class, _user!, _setup.Once is not null);
        var steps = 0;
        var step = _loop.Step;
        var sliceStart = MonotonicClock.Ticks;
        for (var granted = false; !IsFinishing && !_walk.IsDone && (granted || _source.MayIterate(IterationsDone));)
        {
            var completed = true;
            var pauses = true;
            if (_walk.Next() is { } task)
            {
                TaskSetInterruptedException? interrupted = null;
                Begin(task.Where);
                _context.Selections = _masks?.Of(task) ?? 0;
                _context.Shard.TaskStarted(task.Index);
                try
                {
                    await task.Invoke(_walk.Target);
                }
                catch (RequirementException)
                {
                    // The request has counted; the iteration is over.
                }
                catch (TaskSetInterruptedException exception) when (_walk.IsIn(exception.Set))
                {
                    interrupted = exception;
                }
                catch (OperationCanceledException) when (_context.IsEndingOrTold)
                {
                    completed = false;
                }
                catch (Exception exception)
                {
                    _context.Error(task.Where, exception);
                }

                if (!_loop.IsCurrent)
                {
                    await new LoopSwitch(_loop, this);
                }

                CloseTask();
                granted = false;
                IterationsDone++;
                if (completed)
                {
                    _context.Shard.IterationDone(_class.Index);
                }

                if (interrupted is not null)
                {
                    pauses = await _walk.Leave(interrupted);
                    completed = !_context.IsEndingOrTold;
                }
            }
            else
            {
                // To enter a set is no iteration: what is granted is for the first task in it.
                pauses = await _walk.Enter();
                completed = !_context.IsEndingOrTold;
                granted = true;
            }

            if (IsFinishing || !completed)
            {
                return;
            }

            // A set that was entered, or left again at once, goes on with the same arrival.
            if (_source.IsOpen && (pauses || !granted))
            {
                granted = false;
                _isArrived = false;
                _source.IterationOver(this);
                if (!await _context.Waiter.ForRelease())
                {
                    return;
                }

                _isArrived = true;
                continue;
            }

            var wait = pauses && _setup.Once is not { Waits: false } ? NextWait() : 0;
            if (!pauses && !_source.IsOpen)
            {
                _context.Intend(0);
            }

            if (wait > 0)
            {
                if (!await _context.Waiter.For(wait))
                {
                    return;
                }
            }
            else if (_loop.Step == step)
            {
                // The loop has run nobody else since: count, and let others go first in time.
                if (++steps < MostSteps && MonotonicClock.Ticks - sliceStart < MostTicks)
                {
                    continue;
                }

                if (!await _context.Waiter.For(0))
                {
                    return;
                }
            }

            steps = 0;
            step = _loop.Step;
            sliceStart = MonotonicClock.Ticks;
        }
    }

    private async ValueTask Stop()
    {
        _hasStopped = true;
        _context.IsInStop = true;
        _context.Waiter.Reopen();
        if (_walk is not null)
        {
            await _walk.LeaveAll();
        }

        Begin("OnStop");
        try
        {
            await _user!.OnStop();
            await Disposal.Of(_user);
        }
        catch (RequirementException)
        {
            // The request has counted.
        }
        catch (OperationCanceledException) when (_context.IsEndingOrTold)
        {
            // The run stops.
        }
        catch (Exception exception)
        {
            _context.Error("OnStop", exception);
        }

        await EndTask();
    }

    /// <summary>The user's code is about to run.</summary>
    /// <param name="doing">Which, for errors and notes.</param>
    internal void Begin(string doing)
    {
        Doing = doing;
        _inTask = true;
        _context.Hooks?.Trace?.Begins(doing);
    }

    /// <summary>The user's code has run: back to its loop, and what it left open is closed.</summary>
    internal async ValueTask EndTask()
    {
        await new LoopSwitch(_loop, this);
        CloseTask();
    }

    private void CloseTask()
    {
        _inTask = false;
        if (_context.Waiter.IsWaiting)
        {
            // A Wait that nobody awaited must not meet the pause that follows.
            _context.Waiter.Cancel();
        }

        _context.Session?.EndTask();
        _context.Selections = _masks?.User ?? 0;
    }

    private long NextWait()
    {
        try
        {
            if (_walk is not null)
            {
                return _walk.NextWait();
            }

            var wait = _user?.WaitTime ?? _class.WaitTime;
            var now = wait.NeedsClock ? MonotonicClock.Microseconds(MonotonicClock.Ticks) : 0;
            return wait.Next(ref _waitState, now, _context.Random);
        }
        catch (Exception exception)
        {
            _context.Error(_walk?.WaitWhere ?? "WaitTime", exception);
            return 1_000_000;
        }
    }

    /// <summary>The user's task went on although it was ended, and now waits for what never comes: the user ends without it.</summary>
    private sealed class Parking(UserRunner runner) : ILoopWork
    {
        public void Run()
        {
            if (!runner._ended.Task.IsCompleted)
            {
                runner._loop.Enter(runner);
                _ = Ended();
                runner._loop.Leave();
            }
        }

        private async Task Ended()
        {
            try
            {
                runner.CloseTask();
                await runner.End();
            }
            catch (Exception exception)
            {
                runner._setup.Crash(exception);
                runner.Over();
            }
        }
    }
}
