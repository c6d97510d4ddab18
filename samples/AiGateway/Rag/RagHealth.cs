using System.Text.Json.Nodes;
using AiGateway.Answers;
using AiGateway.Peers;
using Samples;

namespace AiGateway.Rag;

/// <summary>The health of rag_service and of what it depends on; 503 with <c>Retry-After</c> where one of them is down.</summary>
/// <param name="rag">The service.</param>
/// <param name="down">A dependency that is down on purpose; null for none.</param>
/// <param name="clock">The time.</param>
internal sealed class RagHealth(RagService rag, string? down, TimeProvider clock)
{
    public const string Service = "rag";
    public const string Qdrant = "qdrant";
    public const string Embedding = "embedding";

    private const string RetryAfter = "30";
    private const string Healthy = "healthy";

    private readonly DateTimeOffset _started = clock.GetUtcNow();

    /// <summary>Whether it cannot answer any question.</summary>
    public bool IsCutOff => down is not null;

    public static Task Unavailable(HttpContext context, JsonObject body)
    {
        context.Response.Headers.RetryAfter = RetryAfter;
        return context.Answer(StatusCodes.Status503ServiceUnavailable, body);
    }

    public void Map(WebApplication app) => app.MapGet("/health", (RequestDelegate)Answer);

    private async Task Answer(HttpContext context)
    {
        var fields = new FieldProblems("query");
        var withModel = fields.Switch(context.Request.Query, "llm");
        if (fields.Any)
        {
            await fields.Answer(context);
            return;
        }

        var store = await HealthCheck.IsUp(context, rag.Store.IsUp);
        var gateway = await HealthCheck.IsUp(context, rag.Gateway.IsUp);
        var model = withModel ? gateway && await CanAnswer(context) : (bool?)null;
        var isHealthy = store && gateway && down is null && model != false;
        var body = new JsonObject
        {
            ["status"] = isHealthy ? Healthy : "degraded",
            ["service"] = Service,
            ["dependencies"] = new JsonObject
            {
                [Qdrant] = Text(store && down != Qdrant),
                [Embedding] = Text(down != Embedding),
                ["api_gateway"] = Text(gateway),
                ["llm"] = model is { } answers ? Text(answers) : "skipped",
            },
            ["config"] = new JsonObject
            {
                ["cache_ttl_seconds"] = rag.Cache.TimeToLive.TotalSeconds,
                ["embedding_dimensions"] = Embedder.Dimensions,
                ["chunks"] = rag.Store.Chunks,
                ["uptime_seconds"] = Math.Round((clock.GetUtcNow() - _started).TotalSeconds),
            },
        };
        await (isHealthy ? context.Answer(StatusCodes.Status200OK, body) : Unavailable(context, body));
    }

    private async Task<bool> CanAnswer(HttpContext context)
    {
        try
        {
            await rag.Ask("ping", 1, context.TraceIdentifier, context.RequestAborted);
            return true;
        }
        catch (PeerException)
        {
            return false;
        }
    }

    private static string Text(bool isUp) => isUp ? Healthy : "unhealthy";
}
