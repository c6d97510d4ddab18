namespace TicketAgents.History;

/// <summary>A ticket that people resolved, kept for what it teaches.</summary>
internal sealed record ResolvedTicket(
    string TenantId, string TicketId, string Subject, string Description, string Resolution, DateTimeOffset ResolvedDate, IReadOnlyList<string> Tags);
