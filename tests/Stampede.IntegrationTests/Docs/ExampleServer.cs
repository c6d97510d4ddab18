using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Stampede.IntegrationTests;

/// <summary>Answers what the examples of the documentation ask for, as they expect it.</summary>
public sealed class ExampleServer : IAsyncLifetime
{
    private WebApplication _app = null!;

    public string Address => _app.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(context =>
        {
            var (status, body) = Answer(context.Request.Method, context.Request.Path.Value!);
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(body);
        });
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static (int Status, string Body) Answer(string method, string path) => (method, path) switch
    {
        ("POST", "/login" or "/api/v1/auth/login") => (200, "{}"),
        ("POST", "/orders" or "/api/v1/deployments/") => (201, "{}"),
        ("GET", "/orders/last") => (200, """{"status":"open"}"""),
        ("GET", "/" or "/articles" or "/api/v1/deployments/list") => (200, "{}"),
        ("GET", _) when path.StartsWith("/articles/", StringComparison.Ordinal) => (200, "{}"),
        _ => (404, "{}"),
    };
}
