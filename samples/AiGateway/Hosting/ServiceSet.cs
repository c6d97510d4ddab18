using AiGateway.Peers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Samples;

namespace AiGateway.Hosting;

/// <summary>The services of this process, each with its own server: started together, stopped together.</summary>
internal static class ServiceSet
{
    private const long MaxRequestBody = 1_048_576;

    private static readonly TimeSpan PeerTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Runs them until one is told to stop.</summary>
    public static async Task Run(AiGatewayOptions options)
    {
        var peers = new PeerAddresses { [Role.ApiGateway] = options.ApiGateway, [Role.RagService] = options.RagService };
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = PeerTimeout };
        var services = new List<IRoleService>();
        var apps = new List<WebApplication>();
        try
        {
            // The first one starts last and is the one that says where it listens: who waits for that line finds all of them ready.
            foreach (var role in options.Roles.Reverse())
            {
                var app = SampleHost.Build(options with { Urls = RoleAddress.Of(options, role) }, MaxRequestBody, builder =>
                {
                    if (role != options.Roles[0])
                    {
                        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.None);
                    }
                });
                apps.Add(app);
                IRoleService service = role switch
                {
                    Role.ApiGateway => new ApiGatewayService(options, peers),
                    Role.RagService => await RagRoleService.Make(options, peers, client),
                    _ => new McpServerService(options, peers, client, app.Services.GetRequiredService<ILoggerFactory>()),
                };
                services.Add(service);
                service.Map(app);
                await app.StartAsync();
                peers[role] = AddressOf(app);
                if (role != options.Roles[0])
                {
                    Console.Out.WriteLine($"{WireEnum<Role>.Text(role)} is at {peers[role]}");
                }
            }

            await Task.WhenAny(apps.Select(app => app.WaitForShutdownAsync()));
        }
        finally
        {
            foreach (var app in apps)
            {
                await app.StopAsync();
                await app.DisposeAsync();
            }

            foreach (var service in services)
            {
                await service.DisposeAsync();
            }
        }
    }

    private static Uri AddressOf(WebApplication app)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();

        // A wildcard is where it listens, not where it can be reached.
        return new Uri(address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
    }
}
