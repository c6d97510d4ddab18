namespace Stampede;

/// <summary>A task set was interrupted: <see cref="TaskSet.Interrupt"/> throws it and the run catches it. Let it pass.</summary>
public sealed class TaskSetInterruptedException : Exception
{
    internal TaskSetInterruptedException(TaskSet set, bool reschedule)
        : base($"{set.GetType().Name}.Interrupt was called while its user was not in that set: a set is interrupted by its own OnStart, its tasks, or the sets inside it.") =>
        (Set, Reschedule) = (set, reschedule);

    /// <summary>The set to leave, with all that were entered inside it.</summary>
    internal TaskSet Set { get; }

    /// <summary>The enclosing set or user goes on without a pause.</summary>
    internal bool Reschedule { get; }
}
