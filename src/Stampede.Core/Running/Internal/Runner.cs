using System.Diagnostics;
using System.Net.Sockets;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>
/// Runs a plan. Three parties: the loops run the users; one control thread starts users on schedule, watches for blocked loops and ends the run in
/// time; one task flushes the statistics each second and calls the observers.
/// </summary>
internal sealed class Runner(RunSetup setup) : IRunControl
{
    /// <summary>How long OnStop of users that were ended may take before the run goes on without them.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly RunStop _stop = new();
    private readonly RunNotes _notes = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly List<UserRunner> _users = [];
    private readonly UserCounts[] _counts = [.. setup.Classes.Select(_ => new UserCounts())];
    private readonly PlannedUsers _planned = new((ClosedLoad)setup.Load, setup.Classes);
    private readonly Stopwatch _elapsed = new();
    private HttpEngine _engine = null!;
    private BlockMonitor _monitor = null!;
    private int[]? _runningAtStop;
    private TimeSpan _stoppedAt;
    private Exception? _crash;

    public async Task<RunResult> Run(CancellationToken cancellationToken)
    {
        setup.Crash = Crash;
        using var engine = new HttpEngine(setup.Loops, setup.Portable);
        _engine = engine;
        _monitor = new BlockMonitor(engine.Loops);
        await Resolve(cancellationToken);
        var environment = EnvironmentReader.Read(
            engine.UsesEpoll ? "epoll" : "sockets", setup.Loops, setup.OpenFilesLimit, setup.CommandLine, setup.Secrets);
        var observers = new ObserverList(setup.Observers, this);
        var started = setup.Clock.GetUtcNow();
        await observers.Started(new RunStart(setup.Plan, environment, started));

        using var generator = new GeneratorSampler();
        using var registration = cancellationToken.Register(() => _stop.Request(RunEnding.Interrupted));
        started = setup.Clock.GetUtcNow();
        _elapsed.Start();
        var control = new Thread(Control) { IsBackground = true, Name = "stampede-control" };
        control.Start();
        var intervals = new IntervalPump(setup, observers, generator, Sample, _elapsed);
        var pumping = intervals.Run();
        await _stop.Requested;
        await Task.Run(control.Join, CancellationToken.None);
        _stoppedAt = _elapsed.Elapsed;
        Volatile.Write(ref _runningAtStop, [.. _counts.Select(c => c.Running)]);
        var duration = await EndUsers();
        intervals.Finish();
        await pumping;
        AddNotes();

        var total = intervals.Total;
        var result = setup.Judge(new RunResult
        {
            Plan = setup.Plan,
            Environment = environment,
            Started = started,
            Duration = duration,
            Ending = _stop.Reason,
            Requests = total.Requests,
            Failures = total.Failures,
            Checks = total.Checks,
            UserErrors = total.UserErrors,
            Classes = intervals.Classes,
            Intervals = intervals.Kept,
            Notes = _notes.ToList(),
            Unfinished = Unfinished(),
        });
        await observers.Ended(result);
        if (_crash is not null)
        {
            throw new InvalidOperationException("The engine failed.", _crash);
        }

        // What observers found out at the very end (a full disk) belongs to the result as well.
        return result with { Notes = _notes.ToList(), Folder = observers.Folder };
    }

    public void Stop(RunEnding reason, string text)
    {
        if (_stop.Request(reason))
        {
            _notes.Add(new RunNote("STOPPED", NoteSeverity.Note, text));
        }
    }

    public void Note(RunNote note) => _notes.Add(note);

    public bool AddUsers(int change) => throw new NotSupportedException();

    public void SetWeight(string userClass, double weight) => throw new NotSupportedException();

    public void SetTaskWeight(string userClass, string task, double weight) => throw new NotSupportedException();

    private void Crash(Exception exception)
    {
        _crash ??= exception;
        _stop.Request(RunEnding.Crashed);
    }

    private async Task Resolve(CancellationToken cancellationToken)
    {
        foreach (var host in setup.Classes.Select(c => c.Http!.Host?.Origin.Host).OfType<string>().Distinct())
        {
            try
            {
                await _engine.Hosts.Resolve(host, cancellationToken);
            }
            catch (SocketException)
            {
                // The requests will say so, each by its name.
            }
            catch (OperationCanceledException)
            {
                // A run that is interrupted before it begins is an interrupted run.
                return;
            }
        }
    }

    private void Control()
    {
        try
        {
            var mix = PlannedUsers.Mix(setup.Classes);
            var shards = _engine.Loops.Select(_ => setup.Recorder.NewShard()).ToArray();
            var nextLook = TimeSpan.Zero;
            while (!_stop.IsRequested)
            {
                var now = _elapsed.Elapsed;
                if (setup.Load.Duration is { } duration && now >= duration)
                {
                    _stop.Request(RunEnding.Completed);
                    break;
                }

                Adjust(Math.Min(((ClosedLoad)setup.Load).UsersAt(now), mix.Limit), mix, shards);
                if (now >= nextLook)
                {
                    Watch(now, Math.Min(setup.Load.PeakUsers, mix.Limit));
                    nextLook = now + BlockMonitor.Period;
                }

                now = _elapsed.Elapsed;
                var next = nextLook;
                if (((ClosedLoad)setup.Load).NextChange(now) is { } change && change < next)
                {
                    next = change;
                }

                if (setup.Load.Duration is { } end && end < next)
                {
                    next = end;
                }

                _stop.Wait(next - now);
            }
        }
        catch (Exception exception)
        {
            Crash(exception);
        }
    }

    private void Adjust(int users, ClassMix mix, MetricsShard[] shards)
    {
        while (_users.Count < users)
        {
            var number = _users.Count;
            var userClass = setup.Classes[mix.ClassOf(number)];
            var loop = _engine.Loops[number % _engine.Loops.Count];
            var runner = new UserRunner(setup, userClass, _counts[userClass.Index], shards[loop.Index], loop, _engine, number, _ending.Token);
            _counts[userClass.Index].Start();
            _users.Add(runner);
            loop.Post(runner);
        }
    }

    private void Watch(TimeSpan now, int most)
    {
        if (_monitor.Look(now, BlockMonitor.RuntimeTime()) is { } blocked && _stop.Request(RunEnding.LoopBlocked))
        {
            _notes.Add(new RunNote("BLOCKED-LOOP", NoteSeverity.Invalid, blocked));
        }

        if (_users.Count > 0 && _users.Count >= most && _counts.Sum(c => c.Lost) == _users.Count)
        {
            Stop(RunEnding.AllUsersLost, "Every user gave up in its start: none was left to run.");
        }
    }

    /// <summary>First the stop timeout for tasks to finish, then the end at once, with some grace for OnStop. Gives the time up to which tasks ran.</summary>
    private async Task<TimeSpan> EndUsers()
    {
        var all = Task.WhenAll(_users.Select(u => u.Ended));
        if (setup.Plan.StopTimeout > TimeSpan.Zero && _stop.Reason is not (RunEnding.LoopBlocked or RunEnding.Crashed))
        {
            ForAll(u => u.Finish());
            await Ended(all, setup.Plan.StopTimeout);
        }

        var tasksEnded = _elapsed.Elapsed;
        try
        {
            await _ending.CancelAsync();
        }
        catch (AggregateException exception)
        {
            _notes.Add(new RunNote("STOPPING-CALLBACK", NoteSeverity.Warning,
                $"What a user registered with Stopping threw: {exception.InnerException?.Message}"));
        }

        ForAll(u => u.EndNow());
        if (!await Ended(all, Grace))
        {
            ForAll(u => u.Abandon());
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromMilliseconds(500)));
            var left = _users.Count(u => !u.Ended.IsCompleted);
            if (left > 0)
            {
                _notes.Add(new RunNote("USERS-ABANDONED", NoteSeverity.Warning,
                    $"{left} users did not end within {Grace.TotalSeconds:0} s of the stop: pass Stopping to what they await."));
            }
        }

        return tasksEnded;
    }

    /// <summary>Waits for the users' end and goes on looking for blocked loops; false where the time is over, or where one blocks for too long.</summary>
    private async Task<bool> Ended(Task all, TimeSpan most)
    {
        var until = most < TimeSpan.FromDays(1000) ? _elapsed.Elapsed + most : TimeSpan.MaxValue;
        for (var now = _elapsed.Elapsed; !all.IsCompleted && now < until; now = _elapsed.Elapsed)
        {
            if (_monitor.Look(now, BlockMonitor.RuntimeTime()) is { } blocked && _stop.Reason != RunEnding.LoopBlocked)
            {
                _notes.Add(new RunNote("BLOCKED-LOOP", NoteSeverity.Invalid, blocked));
                return false;
            }

            var left = until - now;
            await Task.WhenAny(all, Task.Delay(left < BlockMonitor.Period ? left : BlockMonitor.Period));
        }

        return all.IsCompleted;
    }

    private void ForAll(Action<UserRunner> act)
    {
        foreach (var group in _users.GroupBy(u => u.Context.Loop))
        {
            group.Key.Post(new ForUsers([.. group.Where(u => !u.Ended.IsCompleted)], act));
        }
    }

    private void AddNotes()
    {
        foreach (var note in _monitor.Notes())
        {
            _notes.Add(note);
        }

        if (Unfinished() is { } unfinished)
        {
            _notes.Add(new RunNote("UNFINISHED", NoteSeverity.Note, FormattableString.Invariant(
                $"{unfinished.Count} {(unfinished.Count == 1 ? "request was" : "requests were")} under way at the stop, the longest for {unfinished.Longest / 1e6:0.###} s; they count neither as success nor as failure.")));
        }

        if (setup.Recorder.Overflow is { Count: > 0 } overflow)
        {
            _notes.Add(new RunNote("NAMES-NOT-GROUPED", NoteSeverity.Warning, FormattableString.Invariant(
                $"{overflow.Count} request names beyond the limit of {setup.Recorder.Limits.RequestNames} are counted as \"(other)\", such as {string.Join(", ", overflow.Examples)}: give requests whose path holds an id a name:.")));
        }
    }

    private Unfinished? Unfinished()
    {
        var count = _users.Sum(u => (long)u.Context.Unfinished);
        return count == 0 ? null : new Unfinished(count, _users.Max(u => u.Context.LongestUnfinished));
    }

    private IntervalState Sample()
    {
        var lag = 0.0;
        var lateness = 0L;
        var atStop = Volatile.Read(ref _runningAtStop);
        foreach (var loop in _engine.Loops)
        {
            lag = Math.Max(lag, loop.TakeLag());
            lateness = Math.Max(lateness, loop.Timers.TakeLateness());
        }

        var planned = _planned.At(atStop is null ? _elapsed.Elapsed : _stoppedAt);
        return new IntervalState(
            [.. setup.Classes.Select(c => (planned[c.Index], atStop?[c.Index] ?? _counts[c.Index].Running, _counts[c.Index].Lost))],
            lag,
            lateness,
            _engine.OpenSockets);
    }

    private sealed class ForUsers(UserRunner[] users, Action<UserRunner> act) : ILoopWork
    {
        public void Run()
        {
            foreach (var user in users)
            {
                act(user);
            }
        }
    }
}
