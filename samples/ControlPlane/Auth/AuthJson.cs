using System.Text.Json.Serialization;

namespace ControlPlane.Auth;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AuthBodies.LoggedIn))]
[JsonSerializable(typeof(AuthBodies.Me))]
[JsonSerializable(typeof(AuthBodies.Validated))]
[JsonSerializable(typeof(AuthBodies.Done))]
internal sealed partial class AuthJson : JsonSerializerContext;
