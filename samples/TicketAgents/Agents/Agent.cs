namespace TicketAgents.Agents;

/// <summary>An agent with a webhook of its own.</summary>
internal sealed record Agent(Guid Id, string TenantId, string Secret, bool IsActive);
