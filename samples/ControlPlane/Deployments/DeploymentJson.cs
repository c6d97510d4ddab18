using System.Text.Json.Serialization;

namespace ControlPlane.Deployments;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeploymentBodies.Created))]
[JsonSerializable(typeof(DeploymentBodies.Detail))]
[JsonSerializable(typeof(DeploymentBodies.Listed))]
[JsonSerializable(typeof(DeploymentBodies.Applications))]
[JsonSerializable(typeof(Deployment))]
internal sealed partial class DeploymentJson : JsonSerializerContext;
