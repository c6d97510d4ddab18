using TicketAgents.History;

namespace TicketAgents.Enhancing;

/// <summary>Whether the work is paused, looked up once a second at most.</summary>
internal sealed class PauseFlag(IStore store, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private volatile Reading _last = new(DateTimeOffset.MinValue, null);

    public async ValueTask<bool> IsSet(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - _last.At >= Fresh)
        {
            _last = new(now, await store.PausedUntil(cancellationToken));
        }

        return _last.Until > now;
    }

    private sealed record Reading(DateTimeOffset At, DateTimeOffset? Until);
}
