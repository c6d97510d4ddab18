using System.Text.Json.Serialization;

namespace TicketAgents.Webhooks;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WebhookBodies.Accepted))]
[JsonSerializable(typeof(WebhookBodies.Queued))]
[JsonSerializable(typeof(WebhookBodies.Kept))]
[JsonSerializable(typeof(WebhookBodies.Paused))]
internal sealed partial class WebhookJson : JsonSerializerContext;
