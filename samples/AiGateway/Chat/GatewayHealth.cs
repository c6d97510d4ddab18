using AiGateway.Models;
using AiGateway.Peers;
using Samples;

namespace AiGateway.Chat;

/// <summary>The health of the gateway: its backends, and where the other services are, so that a load test that starts them all finds them.</summary>
internal sealed class GatewayHealth(ModelCatalog models, PeerAddresses peers)
{
    public const string Service = "api_gateway";

    public void Map(WebApplication app) => app.MapGet("/health", (RequestDelegate)Answer);

    private Task Answer(HttpContext context)
    {
        var endpoints = models.All
            .SelectMany(model => model.Backends.Select((backend, i) => (backend.Rests, Endpoint: new ChatBodies.Endpoint(model.Id, backend.Name, i + 1, backend.Active))))
            .ToArray();
        ChatBodies.Endpoint[] healthy = [.. endpoints.Where(e => !e.Rests).Select(e => e.Endpoint)];
        ChatBodies.Endpoint[] unhealthy = [.. endpoints.Where(e => e.Rests).Select(e => e.Endpoint)];
        return context.Answer(
            new(healthy.Length > 0 ? "healthy" : "degraded", Service, healthy, unhealthy, healthy.Length, unhealthy.Length, peers.Known), ChatJson.Default.Health);
    }
}
