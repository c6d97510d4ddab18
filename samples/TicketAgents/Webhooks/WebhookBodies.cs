namespace TicketAgents.Webhooks;

/// <summary>What the webhooks answer.</summary>
internal static class WebhookBodies
{
    internal sealed record Accepted(string Status, Guid JobId, string Message);

    internal sealed record Queued(string Status, Guid ExecutionId, string Message);

    internal sealed record Kept(string Status);

    internal sealed record Paused(string Status, DateTimeOffset? Until);
}
