using System.Text.Json.Serialization;

namespace TicketAgents.Monitoring;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(QueueFigures))]
internal sealed partial class MonitoringJson : JsonSerializerContext;
