using System.Text.Json;

namespace ControlPlane.Events;

/// <summary>What the endpoints of events answer.</summary>
internal static class EventBodies
{
    internal sealed record Appended(long Id, long Sequence, DateTimeOffset CreatedAt);

    internal sealed record Item(
        long Id, long Sequence, Guid CorrelationId, EventType EventType, JsonElement EventData, string Actor, DateTimeOffset CreatedAt)
    {
        public static Item Of(LoggedEvent logged) => new(
            logged.Sequence,
            logged.Sequence,
            logged.Draft.CorrelationId,
            logged.Draft.Type,
            JsonElement.Parse(logged.Draft.Data),
            logged.Draft.Actor,
            logged.CreatedAt);
    }

    internal sealed record Listed(IEnumerable<Item> Events);
}
