namespace Stampede.IntegrationTests;

/// <summary>One sample service for all tests that do not mind each other, fast enough that they need not wait.</summary>
public sealed class TicketAgentsFixture : IAsyncLifetime
{
    internal TicketAgentsProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Process = await TicketAgentsProcess.Start("--latency", "5ms");

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
