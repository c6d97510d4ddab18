using ControlPlane.Auth;
using ControlPlane.Errors;
using ControlPlane.Requests;
using ControlPlane.Throttling;
using Samples;

namespace ControlPlane.Events;

/// <summary>Log an event, list what happened. There is nothing to change or delete one with.</summary>
internal sealed class EventEndpoints(IEventLog log, Gate gate)
{
    private const int MaxListed = 100;
    private const int MaxData = 16_384;

    public void Map(WebApplication app)
    {
        app.MapPost("/api/v1/events/", gate.User(Append));
        app.MapGet("/api/v1/events/list", gate.Open(ThrottleScope.Api, List));
    }

    private async Task Append(HttpContext context, Account account)
    {
        using var fields = await RequestFields.Read(context);
        var checks = new FieldChecks(fields);
        var id = checks.Uuid("correlation_id");
        var type = checks.OneOf<EventType>("event_type");
        var data = checks.Object("event_data", MaxData);
        if (!checks.Ok)
        {
            await context.Invalid(checks.Problems);
            return;
        }

        var logged = await log.Append(new(id, type, data, account.Username), context.RequestAborted);
        await context.Answer(new(logged.Sequence, logged.Sequence, logged.CreatedAt), EventJson.Default.Appended);
    }

    private async Task List(HttpContext context)
    {
        var query = context.Request.Query;
        var (idText, typeText) = (query["correlation_id"].ToString(), query["event_type"].ToString());
        var id = Guid.Empty;
        EventType? type = typeText.Length > 0 ? WireEnum<EventType>.Parse(typeText) : null;

        // A filter that names nothing finds nothing.
        var nothing = idText.Length > 0 && !Guid.TryParse(idText, out id) || typeText.Length > 0 && type is null;
        var found = nothing ? [] : await log.Latest(MaxListed, idText.Length > 0 ? id : null, type, context.RequestAborted);
        await context.Answer(new(found.Select(EventBodies.Item.Of)), EventJson.Default.Listed);
    }
}
