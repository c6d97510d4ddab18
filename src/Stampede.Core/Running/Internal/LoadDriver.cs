namespace Stampede.Engine;

/// <summary>
/// Starts and ends users as one load of the run has it. <see cref="Adjust"/> and what changes the load are called on the control thread,
/// <see cref="AddPlanned"/> by the flush.
/// </summary>
internal abstract class LoadDriver(PreparedPart prepared)
{
    private int _live;

    public PreparedPart Prepared => prepared;

    public LoadPart Part => prepared.Part;

    /// <summary>Users that were started and have not ended.</summary>
    public int Live => Volatile.Read(ref _live);

    /// <summary>Does what is due.</summary>
    /// <param name="now">The time of the run.</param>
    /// <returns>When something is due next; null for never.</returns>
    public abstract TimeSpan? Adjust(TimeSpan now);

    /// <summary>Whether all users that the load plans for have been started once.</summary>
    public abstract bool IsSpawned(TimeSpan now);

    /// <summary>Whether it will never start anything again, and everything that it started has ended.</summary>
    public abstract bool IsDone(TimeSpan now);

    /// <summary>Adds the users that it plans at a time, per class.</summary>
    public abstract void AddPlanned(TimeSpan now, int[] counts);

    /// <summary>Starts nothing any more; what was due before is accounted for. Its users go on.</summary>
    public abstract void Close(TimeSpan now);

    /// <summary>Does something with every user that has not ended, on its loop.</summary>
    public abstract void ForAll(Action<UserRunner> act);

    /// <summary>Every user that it keeps: all that have not ended are among them. Only once nothing is started any more.</summary>
    public abstract IEnumerable<UserRunner> Users { get; }

    /// <summary>A class's weight has changed.</summary>
    public abstract void Reweigh();

    protected void Started() => Interlocked.Increment(ref _live);

    protected void OneEnded() => Interlocked.Decrement(ref _live);

    /// <summary>Whether the load has ended at a time that it was given.</summary>
    protected bool IsPast(TimeSpan now) => Part.End is { } end && now >= end;
}
