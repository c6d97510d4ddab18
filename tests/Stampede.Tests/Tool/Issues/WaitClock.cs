namespace Stampede.Tests;

/// <summary>A clock that a wait puts forward, so that nobody sleeps.</summary>
internal sealed class WaitClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow() => _now;

    public Task Wait(TimeSpan time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waits.Add(time);
        _now += time;
        return Task.CompletedTask;
    }
}
