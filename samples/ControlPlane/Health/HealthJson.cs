using System.Text.Json.Serialization;

namespace ControlPlane.Health;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthBodies.Live))]
[JsonSerializable(typeof(HealthBodies.Ready))]
[JsonSerializable(typeof(HealthBodies.Overview))]
internal sealed partial class HealthJson : JsonSerializerContext;
