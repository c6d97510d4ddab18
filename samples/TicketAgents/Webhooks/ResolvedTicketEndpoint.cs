using Npgsql;
using Samples;
using TicketAgents.Errors;
using TicketAgents.History;
using TicketAgents.Tenants;

namespace TicketAgents.Webhooks;

/// <summary>Tickets that people resolved, signed with the global secret in bare digits. One that cannot be stored is accepted all the same: the recorded system did so.</summary>
internal sealed class ResolvedTicketEndpoint(IStore store, ILogger logger)
{
    public void Map(WebApplication app) => app.MapPost("/webhook/servicedesk/resolved-ticket", (RequestDelegate)Receive);

    private async Task Receive(HttpContext context)
    {
        var bytes = await RawBody.Read(context);
        if (!await context.IsSignedByAll(bytes))
        {
            return;
        }

        using var fields = BodyFields.Read(context.Request, bytes, "tenant_id", "ticket_id", "subject", "description", "resolution", "resolved_date", "tags");
        var ticket = new ResolvedTicket(
            fields.Text("tenant_id", 100, Patterns.TenantId()),
            fields.Text("ticket_id", 100, Patterns.TicketId()),
            fields.Text("subject", 500),
            fields.Text("description", 10_000, isRequired: false),
            fields.Text("resolution", 20_000),
            fields.Time("resolved_date"),
            fields.Texts("tags", most: 50, max: 100));
        if (!fields.Ok)
        {
            await context.Invalid(fields.Problems, fields.Body);
            return;
        }

        try
        {
            await store.Keep(ticket, context.RequestAborted);
        }
        catch (NpgsqlException problem)
        {
            logger.LogWarning("Resolved ticket {Ticket} is not kept: {Problem}", ticket.TicketId, problem.Message);
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Answer(new("accepted"), WebhookJson.Default.Kept);
    }
}
