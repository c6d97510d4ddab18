namespace Samples;

/// <summary>Builds the host of a sample: Kestrel alone, one line a warning, a stop within two seconds.</summary>
public static class SampleHost
{
    /// <summary>Builds it.</summary>
    /// <param name="options">What the command line decides.</param>
    /// <param name="maxRequestBody">The longest body that is read, in bytes; longer ones are a 413.</param>
    /// <param name="configure">What a sample adds; null for nothing.</param>
    public static WebApplication Build(SampleOptions options, long maxRequestBody, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // Program says itself why it cannot listen, in a line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (options.LogRequests)
        {
            builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information);
        }

        builder.WebHost.UseUrls(options.Urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = maxRequestBody;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        if (options.ExitWithParent)
        {
            builder.Services.AddSingleton<IHostLifetime, ParentLifetime>();
        }

        configure?.Invoke(builder);
        return builder.Build();
    }
}
