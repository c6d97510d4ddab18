using System.Text.Json.Serialization;

namespace ControlPlane.Events;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(EventBodies.Appended))]
[JsonSerializable(typeof(EventBodies.Listed))]
internal sealed partial class EventJson : JsonSerializerContext;
