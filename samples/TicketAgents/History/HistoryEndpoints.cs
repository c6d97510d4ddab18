using System.Globalization;
using Samples;
using TicketAgents.Errors;
using TicketAgents.Tenants;

namespace TicketAgents.History;

/// <summary>What became of tickets. The recorded load tests asked for it; the recorded system did not have it.</summary>
internal sealed class HistoryEndpoints(IStore store, TenantLimit limit)
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 100;
    private const string TenantHeader = "X-Tenant-ID";

    public void Map(WebApplication app)
    {
        app.MapGet("/enhancements/history", (RequestDelegate)History);
        app.MapGet("/enhancements/{ticket}", (RequestDelegate)Ticket);
    }

    private async Task History(HttpContext context)
    {
        var problems = new List<FieldProblem>();
        var tenant = Tenant(context);
        if (tenant is null)
        {
            problems.Add(new("missing", ["query", "tenant_id"], "Field required"));
        }

        var rows = Whole(context, "limit", DefaultLimit, 1, MaxLimit, problems);
        var offset = Whole(context, "offset", 0, 0, int.MaxValue, problems);
        if (problems.Count > 0)
        {
            await context.Invalid(problems, null);
        }
        else if (await limit.Allows(context, tenant!, "history"))
        {
            await context.Answer(await store.Page(tenant!, rows, offset, context.RequestAborted), HistoryJson.Default.IReadOnlyListEnhancement);
        }
    }

    private async Task Ticket(HttpContext context)
    {
        var ticket = (string)context.Request.RouteValues["ticket"]!;
        await (!ticket.Contains('\0') && await store.Latest(ticket, Tenant(context), context.RequestAborted) is { } found
            ? context.Answer(found, HistoryJson.Default.Enhancement)
            : context.Fail(StatusCodes.Status404NotFound, "Enhancement not found"));
    }

    private static string? Tenant(HttpContext context) =>
        context.Request.Query["tenant_id"].ToString() is { Length: > 0 } asked ? asked.Replace("\0", "", StringComparison.Ordinal)
        : context.Request.Headers[TenantHeader].ToString() is { Length: > 0 } header ? header
        : null;

    private static int Whole(HttpContext context, string name, int otherwise, int min, int max, List<FieldProblem> problems)
    {
        var text = context.Request.Query[name].ToString();
        if (text.Length == 0)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        problems.Add(new("int_range", ["query", name], string.Create(CultureInfo.InvariantCulture, $"Input should be a whole number from {min} to {max}")));
        return otherwise;
    }
}
