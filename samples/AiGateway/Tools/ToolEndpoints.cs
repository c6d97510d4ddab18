using System.Text.Json.Nodes;
using AiGateway.Answers;
using Samples;

namespace AiGateway.Tools;

/// <summary>The tools over plain HTTP. A call is always answered with 200; its body says whether it succeeded.</summary>
internal sealed class ToolEndpoints(ToolRunner runner, RateLimiter limiter, ConcurrencyGate gate)
{
    public const string Service = "mcp-server";

    private const int MaxUser = 128;

    public void Map(WebApplication app)
    {
        app.MapGet("/health", (RequestDelegate)(context => context.Answer(StatusCodes.Status200OK, new JsonObject { ["status"] = "ok", ["service"] = Service })));
        app.MapGet("/tools", (RequestDelegate)List);
        app.MapPost("/tools/{tool}/call", (RequestDelegate)Call);
        app.MapGet("/tool-info/{tool}", (RequestDelegate)Info);
        app.MapGet("/rate-limits/{tool}", (RequestDelegate)Limits);
    }

    private static Task List(HttpContext context) => context.Answer(StatusCodes.Status200OK, new JsonObject
    {
        ["tools"] = new JsonArray([.. ToolCatalog.All.Select(tool => (JsonNode)new JsonObject
        {
            ["name"] = tool.Name,
            ["description"] = tool.Description,
            ["sensitivity"] = WireEnum<Sensitivity>.Text(tool.Sensitivity),
            ["requires_approval"] = tool.NeedsApproval,
            ["input_schema"] = JsonNode.Parse(tool.Schema.GetRawText()),
        })]),
    });

    private async Task Call(HttpContext context)
    {
        var arguments = await JsonBody.Read(context, StatusCodes.Status422UnprocessableEntity);
        var given = arguments.EnumerateObject().DistinctBy(property => property.Name).ToDictionary(property => property.Name, property => property.Value);
        var outcome = await runner.Call(Name(context), given, ToolCaller.Of(context), context.RequestAborted);
        await context.Answer(StatusCodes.Status200OK, outcome.ToJson());
    }

    private Task Info(HttpContext context) => ToolCatalog.Find(Name(context)) is not { } tool ? NotFound(context) : context.Answer(StatusCodes.Status200OK, new JsonObject
    {
        ["tool"] = tool.Name,
        ["sensitivity"] = WireEnum<Sensitivity>.Text(tool.Sensitivity),
        ["requires_approval"] = tool.NeedsApproval,
        ["max_concurrent"] = tool.MaxConcurrent,
        ["running"] = gate.Running(tool),
        ["rate_limit"] = Limit(tool),
    });

    private Task Limits(HttpContext context)
    {
        if (ToolCatalog.Find(Name(context)) is not { } tool)
        {
            return NotFound(context);
        }

        var fields = new FieldProblems("query");
        var user = fields.Text(context.Request.Query, "user_id", MaxUser, "default");
        if (fields.Any)
        {
            return fields.Answer(context);
        }

        var (remaining, reset) = limiter.Left(user, tool);
        var body = Limit(tool);
        body["tool"] = tool.Name;
        body["user_id"] = user;
        body["remaining"] = remaining;
        body["reset_in_seconds"] = reset is { } time ? Math.Round(time.TotalSeconds, 1) : null;
        return context.Answer(StatusCodes.Status200OK, body);
    }

    private static JsonObject Limit(Tool tool) => new()
    {
        ["max_requests"] = tool.Limit.Max,
        ["burst"] = tool.Limit.Burst,
        ["time_window"] = tool.Limit.Window.TotalSeconds,
    };

    private static string Name(HttpContext context) => (string)context.Request.RouteValues["tool"]!;

    private static Task NotFound(HttpContext context) =>
        context.Answer(StatusCodes.Status404NotFound, new JsonObject { ["detail"] = $"There is no tool '{Name(context)}'" });
}
