namespace TicketAgents.Webhooks;

/// <summary>How old a signed body may be, and how far ahead of this clock: 300 s and 30 s, both included.</summary>
internal static class ClockWindow
{
    private static readonly TimeSpan Past = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan Future = TimeSpan.FromSeconds(30);

    /// <summary>Whether a time is within the window.</summary>
    public static bool Holds(DateTimeOffset created, DateTimeOffset now) => now - created <= Past && created - now <= Future;
}
