using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Stampede.Engine;

/// <summary>A small web server within a run: it logs nothing, and reads no setting, variable or signal of the process.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;

    private LocalServer(WebApplication app) => _app = app;

    /// <summary>Where it listens, with the port that it got.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Starts one.</summary>
    /// <param name="address">Where it listens; port 0 for a free one.</param>
    /// <param name="handle">Answers a request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LoadTestException">It cannot listen there.</exception>
    public static async Task<LocalServer> Start(IPEndPoint address, RequestDelegate handle, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address);
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var app = builder.Build();
        app.Run(handle);
        try
        {
            await app.StartAsync(cancellationToken);
            return new LocalServer(app);
        }
        catch (Exception e) when (e is IOException { InnerException: AddressInUseException } or SocketException)
        {
            await app.DisposeAsync();
            var reason = e is SocketException ? e.Message : "it is in use";
            throw new LoadTestException([$"Cannot listen on port {address.Port} of {address.Address}: {reason}. Choose another port, or 0 for a free one."], e);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopTimeout);
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
    }
}
