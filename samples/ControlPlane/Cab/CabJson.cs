using System.Text.Json.Serialization;

namespace ControlPlane.Cab;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Approval))]
[JsonSerializable(typeof(CabRequest))]
[JsonSerializable(typeof(CabException))]
[JsonSerializable(typeof(CabBodies.Pending))]
[JsonSerializable(typeof(CabBodies.Approved))]
[JsonSerializable(typeof(CabBodies.Rejected))]
[JsonSerializable(typeof(CabBodies.Requests))]
[JsonSerializable(typeof(CabBodies.Exceptions))]
[JsonSerializable(typeof(CabBodies.Cleaned))]
internal sealed partial class CabJson : JsonSerializerContext;
