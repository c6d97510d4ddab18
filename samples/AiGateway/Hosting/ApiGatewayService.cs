using AiGateway.Chat;
using AiGateway.Models;
using AiGateway.Peers;
using Samples;

namespace AiGateway.Hosting;

/// <summary>api_gateway: models behind one API.</summary>
internal sealed class ApiGatewayService(AiGatewayOptions options, PeerAddresses peers) : IRoleService
{
    public void Map(WebApplication app)
    {
        var clock = TimeProvider.System;
        var metrics = new GatewayMetrics();
        var models = new ModelCatalog(new FakeModel(new Dice(options.Seed), options.FirstToken, options.TokensPerSecond), options.BackendFaults, clock);
        var router = new ModelRouter(metrics, options.RequestTimeout, clock);

        Pipeline.Use(app, options, new OpenAiShape(), metrics.Write);
        new GatewayHealth(models, peers).Map(app);
        new ChatEndpoints(models, router, metrics, clock).Map(app);
    }

    public ValueTask DisposeAsync() => default;
}
