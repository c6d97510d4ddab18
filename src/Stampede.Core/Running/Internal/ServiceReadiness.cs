using System.Net.Sockets;

namespace Stampede.Engine;

/// <summary>Waits until a child process can be used.</summary>
internal static class ServiceReadiness
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the address, then for the health path where there is one.</summary>
    /// <exception cref="LoadTestException">The process ended before; the message is the end of a sentence about it.</exception>
    public static async Task<Uri> Wait(ServiceChild child, ServiceLaunch launch, string? healthPath, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = Ready(child, launch, healthPath, stop.Token);
        var exited = child.Exited(stop.Token);
        var first = await Task.WhenAny(ready, exited);
        await stop.CancelAsync();
        if (first == exited && !cancellationToken.IsCancellationRequested)
        {
            throw new LoadTestException([$"ended with exit code {await exited} before it was ready"]);
        }

        return await ready;
    }

    /// <summary>What is waited for, for a message.</summary>
    public static string Describe(ServiceLaunch launch, string? healthPath) =>
        (launch.Address is { } address ? $"a connection to {address}" : "a line 'listening on http://…'")
        + (healthPath is null ? "" : $" and an answer to GET {healthPath}");

    private static async Task<Uri> Ready(ServiceChild child, ServiceLaunch launch, string? healthPath, CancellationToken cancellationToken)
    {
        var address = launch.Address;
        if (address is null)
        {
            address = await child.Output.Address.WaitAsync(cancellationToken);
        }
        else
        {
            await Until(() => Connects(address, cancellationToken), cancellationToken);
        }

        if (healthPath is not null)
        {
            using var client = new HttpClient { BaseAddress = address };
            await Until(() => IsHealthy(client, healthPath, cancellationToken), cancellationToken);
        }

        return address;
    }

    private static async Task Until(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (!await condition())
        {
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static async Task<bool> Connects(Uri address, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<bool> IsHealthy(HttpClient client, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(path, cancellationToken);
            return (int)response.StatusCode < 400;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
