using System.Net;
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
    private readonly UserCounts[] _counts = [.. setup.Classes.Select(_ => new UserCounts())];
    private readonly RunPhases _phases = new(setup.Plan.Load);
    private readonly RunWatch _elapsed = new(setup.Course);
    private IReadOnlyList<LoadDriver> _drivers = [];
    private HandChanges _changes = null!;
    private HttpEngine _engine = null!;
    private BlockMonitor _monitor = null!;
    private LoopBusy _busy = null!;
    private (int Planned, int Running)[]? _atStop;
    private TimeSpan _stoppedAt;
    private bool _isSpawned;
    private Exception? _crash;

    public async Task<RunResult> Run(CancellationToken cancellationToken)
    {
        setup.Crash = Crash;
        using var feeders = setup.Feeders;
        await using var hooks = setup.Hooks;
        await hooks.Setup(setup.Plan, setup.Options, this, cancellationToken);
        using var engine = new HttpEngine(setup.Loops, setup.Portable);
        _engine = engine;
        _monitor = new BlockMonitor(engine.Loops);
        _busy = new LoopBusy(engine.Loops);
        await Resolve(cancellationToken);
        var environment = EnvironmentReader.Read(
            engine.UsesEpoll ? "epoll" : "sockets", setup.Loops, setup.OpenFilesLimit, setup.CommandLine, setup.Secrets, TargetFinder.Find(Targets()));
        var observers = new ObserverList(setup.Observers, this);
        var started = setup.Clock.GetUtcNow();
        await observers.Started(new RunStart(setup.Plan, environment, started));

        await hooks.Start(cancellationToken);
        using var generator = new GeneratorSampler();
        using var registration = cancellationToken.Register(() => _stop.Request(RunEnding.Interrupted));
        started = setup.Clock.GetUtcNow();
        _elapsed.Start();
        _drivers = LoadDrivers.Make(setup, new UserStarter(setup, engine, _counts, _ending.Token), MonotonicClock.Ticks);
        _changes = new HandChanges(setup, _drivers, () => _elapsed.Elapsed);
        var control = new Thread(Control) { IsBackground = true, Name = "stampede-control" };
        control.Start();
        var intervals = new IntervalPump(setup, _phases, observers, generator, Sample, _elapsed);
        var pumping = intervals.Run();
        await _stop.Requested;
        await Task.Run(control.Join, CancellationToken.None);
        _stoppedAt = _elapsed.Elapsed;
        Volatile.Write(ref _atStop, [.. Planned(_stoppedAt).Zip(_counts, (planned, c) => (planned, c.Running))]);
        var duration = await EndUsers();
        intervals.Finish();
        await pumping;
        AddNotes();
        duration = Measured(intervals.Phases) ?? duration;

        var total = intervals.Total;
        var result = new RunResult
        {
            Plan = setup.Plan,
            Environment = environment,
            Started = started,
            Duration = duration,
            Ending = _stop.Reason,
            Requests = total.Requests,
            Selections = SelectionMasks.Complete(setup.Selections, total.Selections),
            Transactions = total.Transactions,
            Metrics = total.Metrics,
            Failures = total.Failures,
            Checks = total.Checks,
            UserErrors = total.UserErrors,
            Classes = intervals.Classes,
            Phases = intervals.Phases,
            Arrivals = total.Arrivals,
            Intervals = intervals.Kept,
            Notes = _notes.ToList(),
            Unfinished = Unfinished(),
        };
        foreach (var note in await hooks.Stop(result))
        {
            _notes.Add(note);
        }

        result = setup.Judge(result with { Notes = _notes.ToList() });
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

    public bool AddUsers(int change) => !_stop.IsRequested && _changes.AddUsers(change);

    public void SetWeight(string userClass, double weight) => _changes.SetWeight(userClass, weight);

    public void SetTaskWeight(string userClass, string task, double weight) => _changes.SetTaskWeight(userClass, task, weight);

    /// <summary>How long the steady phase was; zero where the run did not come to it; null where there are no phases.</summary>
    private static TimeSpan? Measured(IReadOnlyList<PhaseResult> phases) =>
        phases.Count == 0 ? null : phases.FirstOrDefault(p => p.Phase == Phase.Steady)?.Length ?? TimeSpan.Zero;

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

    /// <summary>The addresses of the hosts, as far as they are known.</summary>
    private IEnumerable<IPEndPoint> Targets()
    {
        foreach (var origin in setup.Classes.Select(c => c.Http!.Host?.Origin).OfType<Origin>().Distinct())
        {
            if (_engine.Hosts.TryNext(origin, out var address) && address is not null)
            {
                yield return address;
            }
        }
    }

    private void Control()
    {
        try
        {
            var nextLook = TimeSpan.Zero;
            while (!_stop.IsRequested)
            {
                var now = _elapsed.Elapsed;
                if (setup.Load.Duration is { } duration && now >= duration)
                {
                    _stop.Request(RunEnding.Completed);
                    break;
                }

                var next = Adjust(now);
                _phases.Enter(now, _isSpawned);
                if (now >= nextLook)
                {
                    Watch(now);
                    nextLook = now + BlockMonitor.Period;
                }

                next = Earlier(Earlier(Earlier(next, nextLook), _phases.Next), setup.Load.Duration);
                _stop.Wait(next - _elapsed.Elapsed);
            }
        }
        catch (LoadShapeException exception)
        {
            _notes.Add(new RunNote("SHAPE-FAILED", NoteSeverity.Invalid, exception.Message));
            _stop.Request(RunEnding.EndedByTest);
        }
        catch (Exception exception)
        {
            Crash(exception);
        }

        static TimeSpan Earlier(TimeSpan time, TimeSpan? other) => other < time ? other.Value : time;
    }

    /// <summary>Lets every load do what is due; gives the time at which something is due next.</summary>
    private TimeSpan Adjust(TimeSpan now)
    {
        var next = TimeSpan.MaxValue;
        foreach (var driver in _drivers)
        {
            if (driver.Adjust(now) is { } change && change < next)
            {
                next = change;
            }
        }

        if (!_isSpawned && _drivers.All(d => d.IsSpawned(now)))
        {
            _isSpawned = true;
            setup.Hooks.SpawningComplete(now, setup.Classes, c => _counts[c.Index].Started);
        }

        return next;
    }

    private void Watch(TimeSpan now)
    {
        if (_monitor.Look(now, BlockMonitor.RuntimeTime()) is { } blocked && _stop.Request(RunEnding.LoopBlocked))
        {
            _notes.Add(new RunNote("BLOCKED-LOOP", NoteSeverity.Invalid, blocked));
        }

        if (!_drivers.All(d => d.IsDone(now)))
        {
            return;
        }

        if (_counts.Sum(c => c.Started) is > 0 and var started && _counts.Sum(c => c.Lost) == started)
        {
            Stop(RunEnding.AllUsersLost, "Every user gave up in its start: none was left to run.");
        }
        else if (_stop.Request(RunEnding.Completed) && setup.Load.Duration is not null)
        {
            _notes.Add(new RunNote("DONE-EARLY", NoteSeverity.Note, "All that the load has to do was done before its time was over."));
        }
    }

    /// <summary>First the stop timeout for tasks to finish, then the end at once, with some grace for OnStop. Gives the time up to which tasks ran.</summary>
    private async Task<TimeSpan> EndUsers()
    {
        foreach (var driver in _drivers)
        {
            driver.Close(_stoppedAt);
        }

        // What was due up to the stop is there once the loops have come by.
        await Task.WhenAll(_engine.Loops.Select(LoopTurn.Of));
        var all = Task.WhenAll(_drivers.SelectMany(d => d.Users).Select(u => u.Ended));
        if (setup.Plan.StopTimeout > TimeSpan.Zero && _stop.Reason is not (RunEnding.LoopBlocked or RunEnding.Crashed))
        {
            ForAll(u => u.Finish());
            await Ended(all, setup.Plan.StopTimeout);
        }

        var tasksEnded = _elapsed.Elapsed;
        foreach (var driver in _drivers.OfType<OpenDriver>())
        {
            driver.Counts.CutOff();
        }

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
            var left = _drivers.SelectMany(d => d.Users).Count(u => !u.Ended.IsCompleted);
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
        foreach (var driver in _drivers)
        {
            driver.ForAll(act);
        }
    }

    private void AddNotes()
    {
        foreach (var note in _monitor.Notes())
        {
            _notes.Add(note);
        }

        foreach (var note in setup.Notes)
        {
            _notes.Add(note);
        }

        if (_changes.Note() is { } changed)
        {
            _notes.Add(changed);
        }

        foreach (var (id, text) in setup.Feeders.Notes())
        {
            _notes.Add(new RunNote(id, NoteSeverity.Note, text));
        }

        if (Unfinished() is { } unfinished)
        {
            _notes.Add(new RunNote("UNFINISHED", NoteSeverity.Note, FormattableString.Invariant(
                $"{unfinished.Count} {(unfinished.Count == 1 ? "request was" : "requests were")} under way at the stop, the longest for {unfinished.Longest / 1e6:0.###} s; they count neither as success nor as failure.")));
        }

        foreach (var note in MetricNotes.Of(setup.Recorder))
        {
            _notes.Add(note);
        }

        if (setup.Recorder.Overflow is { Count: > 0 } overflow)
        {
            _notes.Add(new RunNote("NAMES-NOT-GROUPED", NoteSeverity.Warning, FormattableString.Invariant(
                $"{overflow.Count} request names beyond the limit of {setup.Recorder.Limits.RequestNames} are counted as \"(other)\", such as {string.Join(", ", overflow.Examples)}: give requests whose path holds an id a name:.")));
        }
    }

    private Unfinished? Unfinished()
    {
        var cutOff = _drivers.SelectMany(d => d.Users).Where(u => u.Context.Unfinished > 0).ToArray();
        return cutOff.Length == 0
            ? null
            : new Unfinished(cutOff.Sum(u => (long)u.Context.Unfinished), cutOff.Max(u => u.Context.LongestUnfinished));
    }

    private IntervalState Sample()
    {
        var lag = 0.0;
        var lateness = 0L;
        var atStop = Volatile.Read(ref _atStop);
        foreach (var loop in _engine.Loops)
        {
            lag = Math.Max(lag, loop.TakeLag());
            lateness = Math.Max(lateness, loop.Timers.TakeLateness());
        }

        // After the stop nothing changes any more: what was planned and running up to it.
        var users = atStop ?? [.. Planned(_elapsed.Elapsed).Zip(_counts, (planned, c) => (planned, c.Running))];
        return new IntervalState(
            [.. users.Select((u, i) => (u.Planned, u.Running, _counts[i].Lost))],
            [.. _drivers.OfType<OpenDriver>().Select(d => d.Counts.Take())],
            lag,
            _busy.Take(),
            lateness,
            _engine.OpenSockets);
    }

    /// <summary>The users that the loads plan at a time, per class; after the end of all those of its last moment.</summary>
    private int[] Planned(TimeSpan at)
    {
        at = setup.Load.Duration <= at ? setup.Load.Duration.Value - new TimeSpan(1) : at;
        var planned = new int[setup.Classes.Count];
        foreach (var driver in _drivers)
        {
            driver.AddPlanned(at, planned);
        }

        return planned;
    }
}
