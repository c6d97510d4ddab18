using System.Text.Json.Nodes;
using Samples;

namespace AiGateway.Answers;

/// <summary>Errors of rag_service and mcp_server: <c>{"detail": …}</c>.</summary>
internal sealed class DetailShape : ErrorShape
{
    public override string NotFound => "Not Found";

    public override string Broken => "Internal Server Error";

    public override string WrongMethod(string method) => "Method Not Allowed";

    public override Task Answer(HttpContext context, int status, string text) => context.Answer(status, new JsonObject { ["detail"] = text });
}
