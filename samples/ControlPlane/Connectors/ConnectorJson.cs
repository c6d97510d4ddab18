using System.Text.Json.Serialization;

namespace ControlPlane.Connectors;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Publication))]
[JsonSerializable(typeof(ActiveChange))]
[JsonSerializable(typeof(ConnectorBodies.Published))]
[JsonSerializable(typeof(ConnectorBodies.Remediated))]
[JsonSerializable(typeof(ConnectorBodies.Problem))]
[JsonSerializable(typeof(ConnectorBodies.Telemetry))]
[JsonSerializable(typeof(ConnectorBodies.Listed))]
[JsonSerializable(typeof(ConnectorBodies.Health))]
[JsonSerializable(typeof(ConnectorBodies.Deployed))]
[JsonSerializable(typeof(ConnectorBodies.Breakers))]
internal sealed partial class ConnectorJson : JsonSerializerContext;
