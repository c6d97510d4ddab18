using System.Text.Json.Serialization;

namespace AiGateway.Chat;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChatBodies.Completion))]
[JsonSerializable(typeof(ChatBodies.Chunk))]
[JsonSerializable(typeof(ChatBodies.Models))]
[JsonSerializable(typeof(ChatBodies.Health))]
internal sealed partial class ChatJson : JsonSerializerContext;
