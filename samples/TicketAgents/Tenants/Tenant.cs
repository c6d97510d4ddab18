namespace TicketAgents.Tenants;

/// <summary>Whose tickets they are.</summary>
/// <param name="Id">Its name in bodies and paths.</param>
/// <param name="Secret">What its webhooks are signed with.</param>
/// <param name="IsActive">Whether its webhooks are accepted.</param>
/// <param name="Tool">The ticket tool, which a plugin is for.</param>
internal sealed record Tenant(string Id, string Secret, bool IsActive, string Tool);
