namespace Stampede.Engine;

/// <summary>How long a run has gone on, by a clock of its own.</summary>
internal sealed class RunWatch(TimeProvider clock)
{
    private long? _started;

    /// <summary>Zero before the start.</summary>
    public TimeSpan Elapsed => _started is { } started ? clock.GetElapsedTime(started) : TimeSpan.Zero;

    public void Start() => _started = clock.GetTimestamp();
}
