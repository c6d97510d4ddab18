using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>Once a second: takes what was recorded, makes the interval of it, adds it to the totals and hands it to the observers.</summary>
internal sealed class IntervalPump(
    RunSetup setup, RunPhases phases, ObserverList observers, GeneratorSampler generator, Func<IntervalState> sample, RunWatch elapsed)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IntervalSnapshot> _kept = [];
    private readonly PhaseSums _phases = new();
    private TimeSpan _end;
    private int _index;

    /// <summary>The sum of what is measured.</summary>
    public IntervalSum Total => _phases.Measured;

    /// <summary>The phases as they were; none where all of the run was measured.</summary>
    public IReadOnlyList<PhaseResult> Phases => _phases.Phases;

    public IReadOnlyList<IntervalSnapshot> Kept => _kept;

    /// <summary>The classes as they were last: planned, running (at the stop) and lost, with iterations and tasks of what is measured.</summary>
    public IReadOnlyList<UserClassSample> Classes => _phases.Classes;

    public async Task Run()
    {
        try
        {
            var (phase, over) = phases.Look();
            while (true)
            {
                // On the run's own seconds, whatever an observer took of the last one; and at the end of a phase.
                var next = Period * (Math.Floor(_end / Period + 1e-3) + 1) - elapsed.Elapsed;
                if (next > TimeSpan.Zero)
                {
                    await Task.WhenAny(_finished.Task, over, Task.Delay(next));
                }

                var isFinished = _finished.Task.IsCompleted;
                await Flush(phase);
                (phase, over) = phases.Look();
                if (isFinished)
                {
                    return;
                }
            }
        }
        catch (Exception exception)
        {
            setup.Crash(exception);
        }
    }

    /// <summary>Takes the last, shorter interval; <see cref="Run"/> ends.</summary>
    public void Finish() => _finished.TrySetResult();

    private async Task Flush(Phase phase)
    {
        var now = elapsed.Elapsed;
        var length = now - _end;
        if (length <= TimeSpan.Zero)
        {
            return;
        }

        var delta = setup.Recorder.Flush(setup.Clock.GetUtcNow());
        var state = sample();
        var interval = new IntervalSnapshot
        {
            Index = _index++,
            Offset = _end,
            Length = length,
            Phase = phase,
            Requests = delta.Requests,
            Selections = SelectionMasks.Named(setup.Selections, delta.Selections),
            Transactions = delta.Transactions,
            Metrics = delta.Metrics,
            Failures = [.. delta.Failures.Select(f => new FailureInterval(f.Key, f.Value))],
            Checks = delta.Checks,
            UserErrors = [.. delta.UserErrors.Select(e => new UserErrorInterval(
                setup.Classes[e.Key.ClassIndex].Name, e.Key.Where, e.Key.Type, e.Key.Message, e.Value.Count, e.Value.StackTrace))],
            Classes = [.. setup.Classes.Select(c => Class(c, delta, state.Classes[c.Index]))],
            Arrivals = state.Arrivals,
            Generator = generator.Sample(length, state.LoopLag, state.LoopBusy, state.Lateness, state.OpenSockets),
        };
        _end = now;
        _phases.Add(interval);
        if (setup.KeepIntervals)
        {
            _kept.Add(interval);
        }

        await observers.Interval(interval);
    }

    private static UserClassSample Class(UserClass userClass, MetricsDelta delta, (int Planned, int Running, int Lost) users) => new()
    {
        Name = userClass.Name,
        Planned = users.Planned,
        Running = users.Running,
        Lost = users.Lost,
        Iterations = userClass.Index < delta.IterationsDone.Count ? delta.IterationsDone[userClass.Index] : 0,
        TasksStarted = [.. userClass.Tasks.Select(t => t.Index < delta.TasksStarted.Count ? delta.TasksStarted[t.Index] : 0)],
    };
}
