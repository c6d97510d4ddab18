namespace ControlPlane.Events;

/// <summary>What is to be logged; the log gives it its number and its time.</summary>
/// <param name="CorrelationId">The deployment's.</param>
/// <param name="Type">What happened.</param>
/// <param name="Data">A JSON object.</param>
/// <param name="Actor">Who did it.</param>
internal readonly record struct EventDraft(Guid CorrelationId, EventType Type, string Data, string Actor);
