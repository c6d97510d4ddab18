using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The phases of a run as they come. Its one writer is the control thread; the flush reads what it cuts off.</summary>
internal sealed class RunPhases(LoadPlan plan)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Phase _current = plan.WarmUp > TimeSpan.Zero || plan.UntilSpawned ? Phase.WarmUp : Phase.Steady;

    public Phase Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    /// <summary>The present phase, and what completes when it is over.</summary>
    public (Phase Phase, Task Over) Look()
    {
        lock (_gate)
        {
            return (_current, _changed.Task);
        }
    }

    /// <summary>When the next phase begins; null where that is not known, or there is none.</summary>
    public TimeSpan? Next => Current switch
    {
        Phase.WarmUp when plan.WarmUp > TimeSpan.Zero => plan.WarmUp,
        Phase.Steady when plan.CoolDown > TimeSpan.Zero && plan.Duration is { } duration => duration - plan.CoolDown,
        _ => null,
    };

    /// <summary>Enters the phase that a time of the run belongs to.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isSpawned">Whether all users have been started.</param>
    public void Enter(TimeSpan now, bool isSpawned)
    {
        if (Current == Phase.WarmUp && ((plan.UntilSpawned && isSpawned) || (plan.WarmUp > TimeSpan.Zero && now >= plan.WarmUp)))
        {
            Change(Phase.Steady);
        }

        if (Current == Phase.Steady && Next <= now)
        {
            Change(Phase.CoolDown);
        }
    }

    private void Change(Phase phase)
    {
        TaskCompletionSource over;
        lock (_gate)
        {
            over = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _current = phase;
        }

        over.SetResult();
    }
}
