using TicketAgents.History;

namespace TicketAgents.Monitoring;

/// <summary>What the queue says of itself. Placeholders in the recorded system, and counted here.</summary>
/// <param name="QueueDepth">Jobs that wait for a worker; null where the queue does not answer.</param>
/// <param name="Pending">Jobs that were accepted and are not finished: those that wait, those that are worked on, and those that wait for a retry.</param>
/// <param name="ProcessingRatePerHour">Jobs that were finished within the last hour.</param>
/// <param name="ErrorRatePercentage">How many of them failed.</param>
/// <param name="RecentTickets">The newest ten.</param>
internal sealed record QueueFigures(
    long? QueueDepth, long Pending, long ProcessingRatePerHour, double ErrorRatePercentage, IReadOnlyList<QueueFigures.Ticket> RecentTickets)
{
    internal sealed record Ticket(string TicketId, string TenantId, EnhancementStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt);
}
