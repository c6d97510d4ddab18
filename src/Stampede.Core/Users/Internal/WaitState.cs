namespace Stampede;

/// <summary>What a wait time must remember of one user. Begins with the time at which the user starts.</summary>
internal struct WaitState(long started)
{
    /// <summary>
    /// When the current iteration was due, in microseconds: the last pause's begin plus its planned length. Not when it really began, so that a
    /// timer that fires late shortens the next pause and the pace does not drift.
    /// </summary>
    public long IterationDue = started;
}
