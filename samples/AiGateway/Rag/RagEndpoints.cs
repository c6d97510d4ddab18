using System.Diagnostics;
using System.Text.Json.Nodes;
using AiGateway.Answers;
using AiGateway.Peers;
using Samples;

namespace AiGateway.Rag;

/// <summary>Questions, and the documents that they are answered from.</summary>
internal sealed class RagEndpoints(RagService rag, QueryLog log, RagMetrics metrics, RagHealth health)
{
    private const string DefaultCollection = "collection_1";
    private const int DefaultCount = 4;
    private const int MaxCount = 50;
    private const int MaxQuery = 10_000;
    private const int MaxName = 200;

    public void Map(WebApplication app)
    {
        app.MapPost("/query", (RequestDelegate)Query);
        app.MapPost("/index", (RequestDelegate)Index);
    }

    private async Task Query(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var body = await JsonBody.Read(context, StatusCodes.Status422UnprocessableEntity);
        var fields = new FieldProblems("body");
        var query = fields.Text(body, "query", MaxQuery);
        var collection = fields.Text(body, "collection", MaxName, DefaultCollection);
        var count = fields.Whole(body, "topk", 1, MaxCount, DefaultCount);
        if (fields.Any)
        {
            await fields.Answer(context);
            return;
        }

        if (string.IsNullOrWhiteSpace(query))
        {
            await Unanswered(context, started, "empty query");
            return;
        }

        if (health.IsCutOff)
        {
            await Degraded(context, started, "A dependency is down");
            return;
        }

        try
        {
            if (await rag.Query(collection, query, count, context.TraceIdentifier, context.RequestAborted) is not var (answer, cached))
            {
                await Unanswered(context, started, $"collection {collection} not found");
                return;
            }

            var time = Stopwatch.GetElapsedTime(started);
            log.Add(cached, failed: false, time);
            metrics.Answered(cached ? "cache" : "model");
            await context.Answer(StatusCodes.Status200OK, answer.ToJson(cached, time));
        }
        catch (PeerException problem)
        {
            await Degraded(context, started, problem.Message);
        }
    }

    private async Task Index(HttpContext context)
    {
        var fields = new FieldProblems("query");
        var collection = fields.Text(context.Request.Query, "collection", MaxName, DefaultCollection);
        var path = fields.Text(context.Request.Query, "path", MaxName, "/");
        if (fields.Any)
        {
            await fields.Answer(context);
            return;
        }

        if (health.IsCutOff)
        {
            await RagHealth.Unavailable(context, new JsonObject { ["detail"] = "A dependency is down" });
            return;
        }

        try
        {
            var chunks = await rag.Index(collection, path, context.RequestAborted);
            await (chunks is { } number
                ? context.Answer(StatusCodes.Status200OK, new JsonObject { ["collection"] = collection, ["chunks"] = number })
                : context.Answer(StatusCodes.Status400BadRequest, new JsonObject { ["detail"] = "The path leads out of the documents, or there are too many collections" }));
        }
        catch (Exception problem) when (DatabaseOutage.Is(problem))
        {
            await RagHealth.Unavailable(context, new JsonObject { ["detail"] = "The database cannot be used" });
        }
    }

    // 200, as the recorded service does: who looks at the status alone misses it.
    private Task Unanswered(HttpContext context, long started, string error)
    {
        var time = Stopwatch.GetElapsedTime(started);
        log.Add(cached: false, failed: true, time);
        metrics.Answered("none");
        return context.Answer(
            StatusCodes.Status200OK, new QueryAnswer("", [], new JsonObject { ["error"] = error }.ToJsonString()).ToJson(cached: false, time));
    }

    private Task Degraded(HttpContext context, long started, string detail)
    {
        log.Add(cached: false, failed: true, Stopwatch.GetElapsedTime(started));
        metrics.Answered("degraded");
        return RagHealth.Unavailable(context, new JsonObject { ["detail"] = detail });
    }
}
