namespace Stampede.Engine;

/// <summary>How long a run has gone on, by a clock of its own. It is read from any thread.</summary>
internal sealed class RunWatch(TimeProvider clock)
{
    private const long NotStarted = long.MinValue;

    private long _started = NotStarted;

    /// <summary>Zero before the start.</summary>
    public TimeSpan Elapsed => Volatile.Read(ref _started) is not NotStarted and var started ? clock.GetElapsedTime(started) : TimeSpan.Zero;

    public void Start() => Volatile.Write(ref _started, clock.GetTimestamp());
}
