namespace ControlPlane.Events;

/// <summary>Something that happened. Never changed, never removed but for the capacity.</summary>
/// <param name="Sequence">Higher than that of every event before.</param>
/// <param name="Draft">What happened.</param>
/// <param name="CreatedAt">Not before that of the event before.</param>
internal sealed record LoggedEvent(long Sequence, EventDraft Draft, DateTimeOffset CreatedAt);
