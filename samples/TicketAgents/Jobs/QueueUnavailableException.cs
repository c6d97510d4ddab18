namespace TicketAgents.Jobs;

/// <summary>A job could not be queued, or nobody knows whether it was.</summary>
internal sealed class QueueUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
