using Samples;
using TicketAgents.Agents;
using TicketAgents.Errors;
using TicketAgents.Jobs;

namespace TicketAgents.Webhooks;

/// <summary>Webhooks of agents. An execution is a job like any other: it enhances the ticket that it names.</summary>
internal sealed class AgentEndpoint(Intake intake, AgentDirectory agents, TimeProvider clock, ILogger logger)
{
    private const string SignatureHeader = "X-Hub-Signature-256";

    public void Map(WebApplication app) => app.MapPost("/webhook/agents/{id:guid}/webhook", (RequestDelegate)Receive);

    private async Task Receive(HttpContext context)
    {
        var bytes = await RawBody.Read(context);
        if (agents.Find(Guid.Parse((string)context.Request.RouteValues["id"]!)) is not { } agent)
        {
            await context.Fail(StatusCodes.Status404NotFound, "Agent not found");
            return;
        }

        var signature = context.Request.Headers[SignatureHeader].ToString();
        if (!Signature.IsValid(signature, SignatureDialects.Prefixed, agent.Secret, bytes))
        {
            await context.Fail(StatusCodes.Status401Unauthorized, signature.Length == 0 ? "Missing signature header" : "Invalid webhook signature");
            return;
        }

        if (!agent.IsActive)
        {
            await context.Fail(StatusCodes.Status403Forbidden, "Agent is not ACTIVE");
            return;
        }

        using var fields = BodyFields.Read(context.Request, bytes, "ticket_id", "input");
        var now = clock.GetUtcNow();
        var job = new Job
        {
            JobId = Job.IdOf($"agent:{agent.Id}", bytes),
            TicketId = fields.Text("ticket_id", 100, Patterns.TicketId()),
            TenantId = agent.TenantId,
            Description = fields.Text("input", 10_000),
            Priority = "medium",
            CreatedAt = now,
            Timestamp = now,
        };
        if (!fields.Ok)
        {
            var problems = fields.Problems.Select(problem => $"{string.Join('.', problem.Loc)}: {problem.Msg}");
            await context.Fail(StatusCodes.Status400BadRequest, $"Payload does not match the agent's schema: {string.Join("; ", problems)}");
            return;
        }

        try
        {
            if (!await intake.Accept(job, context.RequestAborted))
            {
                await context.Duplicate(job.JobId);
                return;
            }
        }
        catch (QueueUnavailableException problem)
        {
            logger.LogWarning("Execution {Job} is not queued: {Problem}", job.JobId, problem.Message);
            await context.Fail(StatusCodes.Status503ServiceUnavailable, "Queue unavailable, please retry");
            return;
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Answer(new("queued", job.JobId, "Agent execution queued successfully"), WebhookJson.Default.Queued);
    }
}
