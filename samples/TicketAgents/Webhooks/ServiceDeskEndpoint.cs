using Samples;
using TicketAgents.Errors;
using TicketAgents.Jobs;
using TicketAgents.Monitoring;
using TicketAgents.Tenants;

namespace TicketAgents.Webhooks;

/// <summary>
/// New tickets. What comes is judged in this order: is it signed at all (401), can it be read and does it name its tenant (422), is there such a tenant and a
/// plugin for its tool (404), is it the tenant who signed (401), is that too often (429), are its fields right (422), is it of now (401), is it new (409).
/// </summary>
internal sealed class ServiceDeskEndpoint(
    Intake intake, TenantDirectory tenants, TenantLimit limit, SignatureDialects dialects, TicketMetrics metrics, TimeProvider clock, ILogger logger)
{
    public const string SignatureHeader = "X-ServiceDesk-Signature";

    private const string TenantHeader = "X-Tenant-ID";
    private const int MaxId = 100;
    private const int MaxDescription = 10_000;

    public void Map(WebApplication app) => app.MapPost("/webhook/servicedesk", (RequestDelegate)Receive);

    private async Task Receive(HttpContext context)
    {
        var bytes = await RawBody.Read(context);
        var signature = context.Request.Headers[SignatureHeader].ToString();
        if (signature.Length == 0)
        {
            await Refuse(context, null, StatusCodes.Status401Unauthorized, "Missing signature header");
            return;
        }

        using var fields = BodyFields.Read(context.Request, bytes, "event", "ticket_id", "tenant_id", "description", "priority", "created_at", "correlation_id");
        var fromHeader = fields.Has("tenant_id") ? "" : context.Request.Headers[TenantHeader].ToString();
        var tenantId = Patterns.TenantId().IsMatch(fromHeader) ? fromHeader : fields.Text("tenant_id", MaxId, Patterns.TenantId());
        if (tenantId.Length == 0 || !fields.IsObject)
        {
            await Invalid(context, null, fields);
            return;
        }

        if (tenants.Find(tenantId) is not { } tenant)
        {
            await Refuse(context, null, StatusCodes.Status404NotFound, "Tenant not found");
            return;
        }

        metrics.Received(tenant);
        if (!TenantDirectory.HasPlugin(tenant))
        {
            await Refuse(context, tenant, StatusCodes.Status404NotFound, "Plugin not found");
            return;
        }

        if (!tenant.IsActive || !Signature.IsValid(signature, dialects, tenant.Secret, bytes))
        {
            await Refuse(context, tenant, StatusCodes.Status401Unauthorized, "Invalid webhook signature");
            return;
        }

        if (!await limit.Allows(context, tenant.Id, "webhook"))
        {
            metrics.Rejected(tenant);
            return;
        }

        _ = fields.Text("event", MaxId);
        var job = new Job
        {
            JobId = Job.IdOf(tenantId, bytes),
            TicketId = fields.Text("ticket_id", MaxId, Patterns.TicketId()),
            TenantId = tenantId,
            Description = fields.Text("description", MaxDescription),
            Priority = fields.OneOf("priority", "low", "medium", "high", "critical"),
            CreatedAt = fields.Time("created_at"),
            CorrelationId = fields.Uuid4("correlation_id"),
            Timestamp = clock.GetUtcNow(),
        };
        if (!fields.Ok)
        {
            await Invalid(context, tenant, fields);
            return;
        }

        if (!ClockWindow.Holds(job.CreatedAt, job.Timestamp))
        {
            await Refuse(context, tenant, StatusCodes.Status401Unauthorized, "Invalid webhook signature");
            return;
        }

        await Accept(context, tenant, job);
    }

    private async Task Accept(HttpContext context, Tenant tenant, Job job)
    {
        try
        {
            if (!await intake.Accept(job, context.RequestAborted))
            {
                metrics.Rejected(tenant);
                await context.Duplicate(job.JobId);
                return;
            }
        }
        catch (QueueUnavailableException problem)
        {
            logger.LogWarning("Job {Job} is not queued: {Problem}", job.JobId, problem.Message);
            await Refuse(context, tenant, StatusCodes.Status503ServiceUnavailable, "Queue unavailable, please retry");
            return;
        }

        metrics.Queued(tenant);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Answer(new("accepted", job.JobId, "Enhancement job queued successfully"), WebhookJson.Default.Accepted);
    }

    private Task Refuse(HttpContext context, Tenant? tenant, int status, string detail)
    {
        metrics.Rejected(tenant);
        return context.Fail(status, detail);
    }

    private Task Invalid(HttpContext context, Tenant? tenant, BodyFields fields)
    {
        metrics.Rejected(tenant);
        return context.Invalid(fields.Problems, fields.Body);
    }
}
