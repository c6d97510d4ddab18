using System.Text.Json;
using System.Text.Json.Nodes;
using AiGateway.Answers;
using AiGateway.Tools;
using Microsoft.AspNetCore.Http.Features;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using Samples;

namespace AiGateway.Protocol;

/// <summary>
/// The Model Context Protocol over Streamable HTTP: each message is a POST whose answer is a stream of server-sent events; GET listens for what the server says
/// by itself; DELETE ends the session. The library does the protocol, this its HTTP.
/// </summary>
internal sealed class ProtocolEndpoints(ProtocolSessions sessions, ProtocolTools tools)
{
    private const string Path = "/mcp";
    private const string SessionHeader = "Mcp-Session-Id";
    private const string Events = "text/event-stream";
    private const string Json = "application/json";
    private const int NotFound = -32001;
    private const int BadRequest = -32000;
    private const int InvalidParameters = -32602;
    private const int ParseError = -32700;

    public void Map(WebApplication app)
    {
        app.MapPost(Path, (RequestDelegate)Post);
        app.MapGet(Path, (RequestDelegate)Listen);
        app.MapDelete(Path, (RequestDelegate)End);
    }

    private async Task Post(HttpContext context)
    {
        if (!Accepts(context, Json) || !Accepts(context, Events))
        {
            await Refuse(context, StatusCodes.Status406NotAcceptable, BadRequest, $"The client must accept {Json} and {Events}");
            return;
        }

        if (await Message(context) is not { } message)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, ParseError, "The body is no message of JSON-RPC");
            return;
        }

        var user = ToolCaller.Of(context).User;
        var id = SessionOf(context);
        if (id.Length == 0 && message is not JsonRpcRequest { Method: RequestMethods.Initialize })
        {
            await Refuse(context, StatusCodes.Status400BadRequest, BadRequest, $"{SessionHeader} is missing: a session begins with {RequestMethods.Initialize}");
            return;
        }

        if ((id.Length == 0 ? await sessions.Open(user, tools.Of) : sessions.Find(id, user)) is not { } session)
        {
            await (id.Length == 0
                ? Refuse(context, StatusCodes.Status503ServiceUnavailable, BadRequest, "There are too many sessions")
                : Refuse(context, StatusCodes.Status404NotFound, NotFound, "There is no such session"));
            return;
        }

        context.Response.Headers[SessionHeader] = session.Id;
        StartEvents(context);
        try
        {
            if (!await session.Transport.HandlePostRequestAsync(message, context.Response.Body, context.RequestAborted) && !context.Response.HasStarted)
            {
                context.Response.Headers.ContentType = default;
                context.Response.StatusCode = StatusCodes.Status202Accepted;
            }
        }
        catch (JsonException) when (!context.Response.HasStarted)
        {
            // What was to begin with this did not.
            if (id.Length == 0)
            {
                await sessions.Close(session.Id, user);
                context.Response.Headers.Remove(SessionHeader);
            }

            await Refuse(context, StatusCodes.Status400BadRequest, InvalidParameters, "The parameters are not those of the method");
        }
    }

    private async Task Listen(HttpContext context)
    {
        if (sessions.Find(SessionOf(context), ToolCaller.Of(context).User) is not { } session)
        {
            await Refuse(context, StatusCodes.Status404NotFound, NotFound, "There is no such session");
            return;
        }

        StartEvents(context);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        try
        {
            await session.Transport.HandleGetRequestAsync(context.Response.Body, context.RequestAborted);
        }
        catch (Exception problem) when (problem is OperationCanceledException or InvalidOperationException)
        {
            // The client left, or listens already.
        }
    }

    private async Task End(HttpContext context)
    {
        if (!await sessions.Close(SessionOf(context), ToolCaller.Of(context).User))
        {
            await Refuse(context, StatusCodes.Status404NotFound, NotFound, "There is no such session");
        }
    }

    private static async Task<JsonRpcMessage?> Message(HttpContext context)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(
                context.Request.Body, McpJsonUtilities.GetTypeInfo<JsonRpcMessage>(McpJsonUtilities.DefaultOptions), context.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string SessionOf(HttpContext context) => context.Request.Headers[SessionHeader].ToString();

    private static bool Accepts(HttpContext context, string type) =>
        context.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MatchesMediaType(type));

    private static void StartEvents(HttpContext context)
    {
        context.Response.ContentType = Events;
        context.Response.Headers.CacheControl = "no-cache,no-store";
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
    }

    private static Task Refuse(HttpContext context, int status, int code, string text) => context.Answer(status, new JsonObject
    {
        ["jsonrpc"] = "2.0",
        ["id"] = null,
        ["error"] = new JsonObject { ["code"] = code, ["message"] = text },
    });
}
