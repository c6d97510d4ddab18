namespace Stampede.IntegrationTests;

/// <summary>One process of the gateway's three services for all tests that do not mind each other.</summary>
public sealed class AiGatewayFixture : IAsyncLifetime
{
    internal AiGatewayProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Process = await AiGatewayProcess.Start();

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
