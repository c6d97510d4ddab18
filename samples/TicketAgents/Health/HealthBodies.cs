namespace TicketAgents.Health;

/// <summary>What the endpoints of health answer.</summary>
internal static class HealthBodies
{
    /// <summary>The recorded system's names: its queue was in Redis.</summary>
    internal sealed record Dependencies(string Database, string Redis);

    internal sealed record Service(string Status, [property: System.Text.Json.Serialization.JsonPropertyName("service")] string Name, Dependencies Dependencies);

    internal sealed record Unhealthy(Service Detail);

    internal sealed record Ready(string Status, Dependencies Dependencies);

    internal sealed record Api(string Status, double ResponseTimeMs);

    internal sealed record Workers(string Status, int? Active);

    internal sealed record Part(string Status);

    internal sealed record Components(Api Api, Workers Workers, Part Database, Part Redis);

    internal sealed record Overview(string Status, string Service, Components Components, DateTimeOffset Timestamp);
}
