using ControlPlane.Events;

namespace ControlPlane.Storage;

/// <summary>The database's events behind its circuit breaker.</summary>
internal sealed class GuardedEventLog(IEventLog log, DatabaseGuard guard) : IEventLog
{
    public ValueTask<LoggedEvent> Append(EventDraft draft, CancellationToken cancellationToken) => guard.Call(() => log.Append(draft, cancellationToken));

    public ValueTask<IReadOnlyList<LoggedEvent>> Latest(int count, Guid? correlationId, EventType? type, CancellationToken cancellationToken) =>
        guard.Call(() => log.Latest(count, correlationId, type, cancellationToken));
}
