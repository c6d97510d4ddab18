using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AiGateway.Answers;
using Samples;

namespace AiGateway.Approvals;

/// <summary>What administrators are asked, and their answers. An administrator is who sends the key; all others get 403, but may look at one by its id.</summary>
internal sealed class ApprovalEndpoints(ApprovalStore approvals, string key)
{
    private const string KeyHeader = "X-Admin-Key";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    public void Map(WebApplication app)
    {
        app.MapGet("/api/approvals/pending", (RequestDelegate)Pending);
        app.MapPost("/api/approvals/{id}/approve", (RequestDelegate)(context => Decide(context, isApproved: true)));
        app.MapPost("/api/approvals/{id}/reject", (RequestDelegate)(context => Decide(context, isApproved: false)));
        app.MapGet("/api/approvals/{id}/status", (RequestDelegate)Status);
    }

    private Task Pending(HttpContext context)
    {
        if (!IsAdministrator(context))
        {
            return Refuse(context);
        }

        var pending = approvals.Pending;
        return context.Answer(StatusCodes.Status200OK, new JsonObject
        {
            ["approvals"] = new JsonArray([.. pending.Select(approval => (JsonNode)Json(approval))]),
            ["count"] = pending.Count,
        });
    }

    private Task Decide(HttpContext context, bool isApproved) =>
        !IsAdministrator(context) ? Refuse(context)
        : approvals.Decide(Id(context), isApproved) is { } decided ? context.Answer(StatusCodes.Status200OK, Json(decided))
        : NotFound(context, "There is no such request, or it is processed already");

    private Task Status(HttpContext context) => approvals.Find(Id(context)) is { } approval
        ? context.Answer(StatusCodes.Status200OK, Json(approval))
        : NotFound(context, "There is no such request");

    private bool IsAdministrator(HttpContext context) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers[KeyHeader].ToString()), _key);

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private static Task Refuse(HttpContext context) =>
        context.Answer(StatusCodes.Status403Forbidden, new JsonObject { ["detail"] = "Administrators only" });

    private static Task NotFound(HttpContext context, string detail) =>
        context.Answer(StatusCodes.Status404NotFound, new JsonObject { ["detail"] = detail });

    private static JsonObject Json(Approval approval) => new()
    {
        ["request_id"] = approval.Id,
        ["tool"] = approval.Tool,
        ["user_id"] = approval.User,
        ["status"] = WireEnum<ApprovalState>.Text(approval.State),
        ["created_at"] = approval.Created.ToString("O"),
        ["expires_at"] = approval.Expires.ToString("O"),
    };
}
