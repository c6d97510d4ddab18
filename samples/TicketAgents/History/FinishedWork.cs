namespace TicketAgents.History;

/// <summary>The last of a job.</summary>
/// <param name="Status">Completed or failed.</param>
/// <param name="Context">What was gathered; null for nothing.</param>
/// <param name="Output">What the ticket gets; null where it failed.</param>
/// <param name="Error">Why it failed; null where it did not.</param>
/// <param name="Took">How long the last attempt took.</param>
/// <param name="At">When it was over.</param>
internal sealed record FinishedWork(EnhancementStatus Status, string? Context, string? Output, string? Error, TimeSpan Took, DateTimeOffset At);
