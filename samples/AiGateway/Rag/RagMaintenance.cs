using System.Diagnostics;
using System.Text.Json.Nodes;
using AiGateway.Answers;
using AiGateway.Peers;

namespace AiGateway.Rag;

/// <summary>The cache, and what is known of past questions.</summary>
internal sealed class RagMaintenance(RagService rag, QueryLog log)
{
    private const int DefaultHours = 24;
    private const int MaxHours = 24 * 30;

    public void Map(WebApplication app)
    {
        app.MapPost("/prewarm", (RequestDelegate)Prewarm);
        app.MapGet("/analytics", (RequestDelegate)Analytics);
        app.MapPost("/optimize", (RequestDelegate)Optimize);
        app.MapGet("/cache/stats", (RequestDelegate)CacheStats);
        app.MapDelete("/cache", (RequestDelegate)ClearCache);
    }

    private async Task Prewarm(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await rag.Ask("ping", 1, context.TraceIdentifier, context.RequestAborted);
            await context.Answer(StatusCodes.Status200OK, new JsonObject
            {
                ["status"] = "ok",
                ["response_time_ms"] = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1),
            });
        }
        catch (PeerException problem)
        {
            await RagHealth.Unavailable(context, new JsonObject { ["detail"] = problem.Message });
        }
    }

    private async Task Analytics(HttpContext context)
    {
        var fields = new FieldProblems("query");
        var hours = fields.Whole(context.Request.Query, "hours", 1, MaxHours, DefaultHours);
        if (fields.Any)
        {
            await fields.Answer(context);
            return;
        }

        var entries = log.Since(hours);
        await context.Answer(StatusCodes.Status200OK, new JsonObject
        {
            ["hours"] = hours,
            ["total_queries"] = entries.Count,
            ["cache_hits"] = entries.Count(entry => entry.Cached),
            ["errors"] = entries.Count(entry => entry.Failed),
            // Of no question there is no average.
            ["average_response_time_ms"] = entries.Count == 0 ? null : Math.Round(entries.Average(entry => entry.Time.TotalMilliseconds), 1),
        });
    }

    private Task Optimize(HttpContext context) =>
        context.Answer(StatusCodes.Status200OK, new JsonObject { ["status"] = "ok", ["expired_entries_removed"] = rag.Cache.RemoveExpired() });

    private Task CacheStats(HttpContext context)
    {
        var (hits, misses) = (rag.Cache.Hits, rag.Cache.Misses);
        return context.Answer(StatusCodes.Status200OK, new JsonObject
        {
            ["entries"] = rag.Cache.Count,
            ["hits"] = hits,
            ["misses"] = misses,
            ["hit_rate"] = hits + misses == 0 ? null : Math.Round((double)hits / (hits + misses), 4),
            ["ttl_seconds"] = rag.Cache.TimeToLive.TotalSeconds,
        });
    }

    private Task ClearCache(HttpContext context) =>
        context.Answer(StatusCodes.Status200OK, new JsonObject { ["status"] = "cleared", ["removed"] = rag.Cache.Remove(null) });
}
