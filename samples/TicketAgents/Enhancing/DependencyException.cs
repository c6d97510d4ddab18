namespace TicketAgents.Enhancing;

/// <summary>A call of the slow dependency failed.</summary>
internal sealed class DependencyException(string message) : Exception(message);
