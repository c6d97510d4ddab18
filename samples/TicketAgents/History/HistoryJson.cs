using System.Text.Json.Serialization;

namespace TicketAgents.History;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Enhancement))]
[JsonSerializable(typeof(IReadOnlyList<Enhancement>))]
internal sealed partial class HistoryJson : JsonSerializerContext;
