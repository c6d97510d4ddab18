using System.Text.Json.Nodes;
using AiGateway.Answers;
using Samples;

namespace AiGateway.Chat;

/// <summary>Errors of api_gateway: <c>{"error": {message, type, param, code}}</c>.</summary>
internal sealed class OpenAiShape : ErrorShape
{
    public override string NotFound => "Not Found";

    public override Task Answer(HttpContext context, int status, string text) => Answer(context, status, text, null);

    /// <summary>Answers about one parameter.</summary>
    public static Task Answer(HttpContext context, int status, string text, string? parameter) => context.Answer(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["message"] = text,
            ["type"] = status switch
            {
                StatusCodes.Status408RequestTimeout => "timeout_error",
                >= 500 => "internal_server_error",
                _ => "invalid_request_error",
            },
            ["param"] = parameter,
            ["code"] = $"{status}",
        },
    });
}
