namespace TicketAgents.Webhooks;

/// <summary>The two ways in which the recorded system wrote a signature; what one part of it signed, another refused.</summary>
internal enum SignatureDialects
{
    Both,

    /// <summary><c>sha256=</c> and 64 lower-case hexadecimal digits: the plugin's, and the agents'.</summary>
    Prefixed,

    /// <summary>64 lower-case hexadecimal digits: the older validator's, and that of resolved tickets.</summary>
    Bare,
}
