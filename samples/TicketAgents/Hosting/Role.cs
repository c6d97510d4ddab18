namespace TicketAgents.Hosting;

/// <summary>What a process does.</summary>
internal enum Role
{
    /// <summary>Takes webhooks and works on tickets.</summary>
    All,

    /// <summary>Takes webhooks.</summary>
    Api,

    /// <summary>Works on tickets; answers for its health and metrics only.</summary>
    Worker,
}
