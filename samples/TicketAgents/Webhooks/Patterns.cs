using System.Text.RegularExpressions;

namespace TicketAgents.Webhooks;

/// <summary>What ids look like.</summary>
internal static partial class Patterns
{
    [GeneratedRegex(@"^[A-Z0-9-]+\z")]
    public static partial Regex TicketId();

    [GeneratedRegex(@"^[a-z0-9-]+\z")]
    public static partial Regex TenantId();
}
