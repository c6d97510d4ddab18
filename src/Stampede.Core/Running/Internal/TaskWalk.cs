namespace Stampede.Engine;

/// <summary>
/// Where a user is among its tasks: in the user class itself, or in sets that it entered one inside the other. Chooses what is next, enters and leaves sets, knows whose
/// wait time holds. While no set is entered nothing here allocates or suspends.
/// </summary>
internal sealed class TaskWalk
{
    private readonly UserRunner _runner;
    private readonly User _user;
    private readonly bool _isOnce;
    private Level _level;
    private UserTaskSet? _chosen;

    /// <param name="runner">Whose.</param>
    /// <param name="userClass">Its class.</param>
    /// <param name="user">The user.</param>
    /// <param name="isOnce">Each task and set once, in order of declaration, instead of a choice for ever.</param>
    public TaskWalk(UserRunner runner, UserClass userClass, User user, bool isOnce)
    {
        _runner = runner;
        _user = user;
        _isOnce = isOnce;
        _level = new Level(null, null, userClass.Root, user);
    }

    private UserContext Context => _runner.Context;

    /// <summary>What the chosen task is called on: the user, or the set that it is in.</summary>
    public object Target => _level.Target;

    /// <summary>Whose wait time is asked for, as errors name it.</summary>
    public string WaitWhere { get; private set; } = "WaitTime";

    /// <summary>Each task has had its turn, where each has but one.</summary>
    public bool IsDone => _isOnce && _level.Outer is null && _level.State == _level.Group.Items.Length;

    /// <summary>Chooses what is next: a task to call; null where it is a set, to <see cref="Enter"/>.</summary>
    public UserTask? Next()
    {
        var level = _level;
        if (_isOnce && level.State == level.Group.Items.Length)
        {
            return null;
        }

        var item = _isOnce ? level.Group.Items[level.State++] : level.Group.Next(Context.Random, ref level.State);
        if (item is UserTask task)
        {
            return task;
        }

        _chosen = (UserTaskSet)item;
        return null;
    }

    /// <summary>Enters the chosen set. Gives whether a pause is next: where the set did not start, or was left again with a pause.</summary>
    public async ValueTask<bool> Enter()
    {
        if (_chosen is not { } item)
        {
            await LeaveOne();
            return false;
        }

        _chosen = null;
        TaskSetInterruptedException? interrupted = null;
        var outer = _level;
        _runner.Begin(item.Where);
        try
        {
            var set = item.Make();
            set.Attach(_user, outer.Set);
            _level = new Level(outer, item, item.Group, set);
            _runner.Begin(_level.StartWhere);
            await set.OnStart();
            _level.IsStarted = true;
        }
        catch (RequirementException)
        {
            // The request has counted; the set is not entered.
        }
        catch (TaskSetInterruptedException exception) when (IsIn(exception.Set))
        {
            _level.IsStarted = true;
            interrupted = exception;
        }
        catch (OperationCanceledException) when (Context.IsEndingOrTold)
        {
            // The run stops.
        }
        catch (Exception exception)
        {
            Context.Error(_runner.Doing, exception);
        }

        await _runner.EndTask();
        if (interrupted is not null)
        {
            return await Leave(interrupted);
        }

        if (_level == outer || !_level.IsStarted)
        {
            _level = outer;
            return true;
        }

        // Paces within the set count from its first task.
        _level.Wait = NewWait();
        return false;
    }

    /// <summary>Whether the user is in this set; only such a one can be interrupted.</summary>
    public bool IsIn(TaskSet set)
    {
        for (var level = _level; level is not null; level = level.Outer)
        {
            if (level.Set == set)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Leaves the interrupted set and those inside it. Gives whether a pause is next.</summary>
    public async ValueTask<bool> Leave(TaskSetInterruptedException interrupted)
    {
        for (var last = false; !last;)
        {
            last = _level.Set == interrupted.Set;
            await LeaveOne();
        }

        return !interrupted.Reschedule;
    }

    /// <summary>The user stops: leaves every set, the innermost first.</summary>
    public async ValueTask LeaveAll()
    {
        while (_level.Outer is not null)
        {
            await LeaveOne();
        }
    }

    /// <summary>The next pause in microseconds: by the innermost set that says how long, else by the user.</summary>
    public long NextWait()
    {
        for (var level = _level; ; level = level.Outer)
        {
            WaitWhere = level.WaitWhere;
            var wait = level.WaitTime;
            if (!wait.IsInherited || level.Outer is null)
            {
                var now = wait.NeedsClock ? MonotonicClock.Microseconds(MonotonicClock.Ticks) : 0;
                var pause = wait.Next(ref level.Wait, now, Context.Random);
                Context.Intend(wait.KeepsSchedule ? MonotonicClock.FromMicroseconds(level.Wait.IterationDue) : 0);
                return pause;
            }
        }
    }

    private static WaitState NewWait() => new(MonotonicClock.Microseconds(MonotonicClock.Ticks));

    private async ValueTask LeaveOne()
    {
        var level = _level;
        _level = level.Outer!;
        if (!level.IsStarted)
        {
            return;
        }

        _runner.Begin(level.StopWhere);
        try
        {
            await level.Set!.OnStop();
            await Disposal.Of(level.Set);
        }
        catch (RequirementException)
        {
            // The request has counted.
        }
        catch (OperationCanceledException) when (Context.IsEndingOrTold)
        {
            // The run stops.
        }
        catch (Exception exception)
        {
            Context.Error(_runner.Doing, exception);
        }

        await _runner.EndTask();
    }

    /// <summary>The user itself, or a set that it is in.</summary>
    private sealed class Level(Level? outer, UserTaskSet? item, TaskGroup group, object target)
    {
        /// <summary>Of the group's order; begins at 0.</summary>
        public int State;

        public WaitState Wait = NewWait();

        public Level? Outer { get; } = outer;

        public TaskGroup Group { get; } = group;

        public object Target { get; } = target;

        public TaskSet? Set => Target as TaskSet;

        /// <summary>OnStart returned: OnStop is owed.</summary>
        public bool IsStarted { get; set; }

        public string StartWhere => item is null ? "OnStart" : item.StartWhere;

        public string StopWhere => item is null ? "OnStop" : item.StopWhere;

        public string WaitWhere => item is null ? "WaitTime" : item.WaitWhere;

        public WaitTime WaitTime => Target is TaskSet set ? set.WaitTime : ((User)Target).WaitTime;
    }
}
