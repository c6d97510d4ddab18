namespace Stampede.Engine;

/// <summary>How many users there are over the time of one load. Times count from the load's start.</summary>
internal interface IUserSchedule
{
    /// <summary>Users that should be running; the end of the load is not its matter.</summary>
    int UsersAt(TimeSpan elapsed);

    /// <summary>When <see cref="UsersAt"/> may next differ from what it is at a time; null if it does not before the end.</summary>
    TimeSpan? NextChange(TimeSpan elapsed);

    /// <summary>Whether the load ends itself at that time.</summary>
    bool IsOverAt(TimeSpan elapsed) => false;

    /// <summary>The classes that users are of from here on; null for all of the load.</summary>
    IReadOnlyList<Type>? ClassesAt(TimeSpan elapsed) => null;
}
