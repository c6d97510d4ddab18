using System.Text.Json.Serialization;

namespace ControlPlane.Risk;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PolicyBodies.Assessed))]
[JsonSerializable(typeof(PolicyBodies.Evaluated))]
[JsonSerializable(typeof(PolicyBodies.Model))]
internal sealed partial class PolicyJson : JsonSerializerContext;
