namespace TicketAgents.History;

/// <summary>What was done lately.</summary>
/// <param name="Pending">Accepted, and neither completed nor failed yet.</param>
/// <param name="Completed">Completed within the time that was asked for.</param>
/// <param name="Failed">Failed within it.</param>
/// <param name="Latest">The newest of all, the newest first.</param>
internal sealed record RecentWork(long Pending, long Completed, long Failed, IReadOnlyList<Enhancement> Latest);
