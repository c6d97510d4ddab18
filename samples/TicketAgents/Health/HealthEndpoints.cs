using System.Diagnostics;
using Samples;
using TicketAgents.History;
using TicketAgents.Jobs;

namespace TicketAgents.Health;

/// <summary>The service's health, its API's and whether it is ready; the first two name it, so that who wanted another one can tell.</summary>
internal sealed class HealthEndpoints(IStore store, IJobQueue queue, TimeProvider clock)
{
    private const string Name = "AI Agents";
    private const string Healthy = "healthy";
    private const string Unhealthy = "unhealthy";

    public void Map(WebApplication app)
    {
        app.MapGet("/health", (RequestDelegate)Service);
        app.MapGet("/api/v1/health", (RequestDelegate)Overview);
        app.MapGet("/api/v1/ready", (RequestDelegate)Ready);
    }

    private async Task Service(HttpContext context)
    {
        var (isUp, dependencies, _) = await Look(context);
        var body = new HealthBodies.Service(isUp ? Healthy : Unhealthy, Name, dependencies);
        await (isUp ? context.Answer(body, HealthJson.Default.Service) : context.Answer(new(body), HealthJson.Default.Unhealthy));
    }

    private async Task Ready(HttpContext context)
    {
        var (isUp, dependencies, _) = await Look(context);
        await context.Answer(new(isUp ? "ready" : "not ready", dependencies), HealthJson.Default.Ready);
    }

    private async Task Overview(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var (isUp, dependencies, state) = await Look(context);
        var components = new HealthBodies.Components(
            new(Healthy, Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 2)),
            new(state?.Workers > 0 ? Healthy : Unhealthy, state?.Workers),
            new(dependencies.Database),
            new(dependencies.Redis));
        await context.Answer(new(isUp ? Healthy : Unhealthy, Name, components, clock.GetUtcNow()), HealthJson.Default.Overview);
    }

    // Without workers it is healthy: it still accepts, and nothing is lost.
    private async ValueTask<(bool IsUp, HealthBodies.Dependencies Dependencies, QueueState? State)> Look(HttpContext context)
    {
        QueueState? state = null;
        var database = await HealthCheck.IsUp(context, store.IsUp);
        var isQueued = await HealthCheck.IsUp(context, async limit =>
        {
            try
            {
                state = await queue.State(limit);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                // It does not answer.
            }

            return state is not null;
        });
        context.Response.StatusCode = database && isQueued ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return (database && isQueued, new(database ? Healthy : Unhealthy, isQueued ? Healthy : Unhealthy), state);
    }
}
