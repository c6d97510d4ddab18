using System.Text.Json.Serialization;

namespace TicketAgents.Health;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthBodies.Service))]
[JsonSerializable(typeof(HealthBodies.Unhealthy))]
[JsonSerializable(typeof(HealthBodies.Ready))]
[JsonSerializable(typeof(HealthBodies.Overview))]
internal sealed partial class HealthJson : JsonSerializerContext;
