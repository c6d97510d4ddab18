namespace ControlPlane.Events;

/// <summary>What happened, in order. It can be added to and read, nothing else.</summary>
internal interface IEventLog
{
    ValueTask<LoggedEvent> Append(EventDraft draft, CancellationToken cancellationToken);

    /// <summary>The newest events, the oldest of them first; null matches all.</summary>
    ValueTask<IReadOnlyList<LoggedEvent>> Latest(int count, Guid? correlationId, EventType? type, CancellationToken cancellationToken);
}
