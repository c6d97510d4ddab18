namespace Stampede.Engine;

/// <summary>An entry of a timer wheel, inside the object that waits: nothing is allocated for a wait.</summary>
internal abstract class TimerEntry
{
    /// <summary>Neighbours in the slot's list; both null while it is not in a wheel.</summary>
    internal TimerEntry? Next;
    internal TimerEntry? Previous;

    /// <summary>When it is due, in milliseconds of the wheel; -1 while it is not in a wheel.</summary>
    internal long Due = -1;

    public bool IsScheduled => Due >= 0;

    /// <summary>Runs on the loop's thread when the time has come. Must not throw.</summary>
    public abstract void Fire();
}
