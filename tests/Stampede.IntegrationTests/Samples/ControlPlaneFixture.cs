namespace Stampede.IntegrationTests;

/// <summary>One sample service for all tests that do not mind each other.</summary>
public sealed class ControlPlaneFixture : IAsyncLifetime
{
    internal ControlPlaneProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Process = await ControlPlaneProcess.Start("--allow-load-test-users");

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
