using Samples;
using TicketAgents.Errors;
using TicketAgents.History;

namespace TicketAgents.Webhooks;

/// <summary>The pause flag, which the recorded system kept as a key: whoever has the global secret sets it, and it is over by itself after a day at most.</summary>
internal sealed class PauseEndpoints(IStore store, TimeProvider clock)
{
    private const int MaxSeconds = 86_400;

    public void Map(WebApplication app)
    {
        app.MapPost("/api/v1/system/pause", (RequestDelegate)Pause);
        app.MapPost("/api/v1/system/resume", (RequestDelegate)Resume);
    }

    private async Task Pause(HttpContext context)
    {
        var bytes = await RawBody.Read(context);
        if (!await context.IsSignedByAll(bytes))
        {
            return;
        }

        using var fields = BodyFields.Read(context.Request, bytes, "ttl_seconds");
        var seconds = fields.Whole("ttl_seconds", 1, MaxSeconds, MaxSeconds);
        if (!fields.Ok)
        {
            await context.Invalid(fields.Problems, fields.Body);
            return;
        }

        var until = clock.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        await store.Pause(until, context.RequestAborted);
        await context.Answer(new("paused", until), WebhookJson.Default.Paused);
    }

    private async Task Resume(HttpContext context)
    {
        if (await context.IsSignedByAll(await RawBody.Read(context)))
        {
            await store.Pause(null, context.RequestAborted);
            await context.Answer(new("running", null), WebhookJson.Default.Paused);
        }
    }
}
