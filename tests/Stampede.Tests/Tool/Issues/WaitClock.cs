namespace Stampede.Tests;

/// <summary>A clock that every wait puts forward at once, so that nobody sleeps.</summary>
internal sealed class WaitClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Lets time pass.</summary>
    public Task Pass(TimeSpan time) => Task.Delay(time, this);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Add(dueTime);
        _now += dueTime;
        return TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
