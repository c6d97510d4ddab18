using Microsoft.Extensions.Hosting;

namespace Stampede.Engine;

/// <summary>Leaves the signals of the process to the run: the host's own lifetime would stop the server with the first Ctrl-C.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
