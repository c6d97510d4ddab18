using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TicketAgents.Errors;

[JsonSerializable(typeof(ErrorBodies.Simple))]
[JsonSerializable(typeof(ErrorBodies.Invalid))]
[JsonSerializable(typeof(ErrorBodies.Duplicate))]
internal sealed partial class ErrorJson : JsonSerializerContext
{
    /// <summary>Escapes what JSON asks for and nothing more, as the recorded system does.</summary>
    public static ErrorJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
