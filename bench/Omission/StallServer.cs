using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Stampede.Omission;

/// <summary>The server of the experiments, a process of its own: answers after a millisecond, but holds all answers during the stall, which counts from the first request.</summary>
internal static class StallServer
{
    public static async Task Run(double stallBegins, double stallLasts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<KestrelServerOptions>(o =>
        {
            o.Listen(IPAddress.Loopback, 0);
            o.Limits.MaxConcurrentConnections = null;
        });
        var app = builder.Build();
        var elapsed = new Stopwatch();
        app.MapGet("/", async () =>
        {
            if (!elapsed.IsRunning)
            {
                elapsed.Start();
            }

            var now = elapsed.Elapsed.TotalSeconds;
            var held = now >= stallBegins && now < stallBegins + stallLasts ? stallBegins + stallLasts - now : 0;
            await Task.Delay(TimeSpan.FromSeconds(held + 0.001));
            return Microsoft.AspNetCore.Http.Results.Ok();
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
    }

    /// <summary>Starts one; gives it with its address.</summary>
    public static async Task<(Process Process, string Address)> Start(double stallBegins, double stallLasts)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, string.Create(CultureInfo.InvariantCulture, $"server {stallBegins} {stallLasts}"))
        {
            RedirectStandardOutput = true,
        })!;
        return (process, await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start."));
    }
}
