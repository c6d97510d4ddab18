namespace TicketAgents.Jobs;

/// <summary>How a queue is.</summary>
/// <param name="Depth">Jobs that wait for a worker; those that are worked on or wait for a retry are not among them.</param>
/// <param name="Workers">Workers that take jobs from it.</param>
internal readonly record struct QueueState(long Depth, int Workers);
