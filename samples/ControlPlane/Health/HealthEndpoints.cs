using ControlPlane.Connectors;
using ControlPlane.Storage;
using Samples;

namespace ControlPlane.Health;

/// <summary>Liveness, readiness and the API's own health; each names the service, so that who wanted another one can tell.</summary>
internal sealed class HealthEndpoints(IDatabase database, BreakerSet breakers, TimeProvider clock)
{
    public const string Service = "control-plane";

    public void Map(WebApplication app)
    {
        app.MapGet("/health/live", (RequestDelegate)(context => context.Answer(new(Service, "alive"), HealthJson.Default.Live)));
        app.MapGet("/health/ready", (RequestDelegate)Ready);
        app.MapGet("/api/v1/health/", (RequestDelegate)Overview);
    }

    private async Task Ready(HttpContext context)
    {
        var up = await IsUp(context);
        context.Response.StatusCode = up ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await context.Answer(new(Service, up ? "ok" : "down", "ok", up ? "ready" : "not ready"), HealthJson.Default.Ready);
    }

    // What is degraded counts as down: so the recorded system did it.
    private async Task Overview(HttpContext context)
    {
        var up = await IsUp(context);
        var open = breakers.All.Count(b => b.Breaker.Now.State == BreakerState.Open);
        var status = !up ? "unhealthy" : open > 0 ? "degraded" : "healthy";
        context.Response.StatusCode = status == "healthy" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

        // Cache, jobs and files are this process's memory.
        var checks = new HealthBodies.Checks(
            new(up ? "ok" : "down", null), new("ok", null), new("ok", null), new("ok", null), new(open > 0 ? "open" : "ok", open));
        await context.Answer(new(Service, status, clock.GetUtcNow(), checks), HealthJson.Default.Overview);
    }

    private ValueTask<bool> IsUp(HttpContext context) => HealthCheck.IsUp(context, database.IsUp);
}
