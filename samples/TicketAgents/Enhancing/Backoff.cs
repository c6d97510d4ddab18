namespace TicketAgents.Enhancing;

/// <summary>How often and when a job is tried again.</summary>
internal static class Backoff
{
    /// <summary>How often after the first time.</summary>
    public const int Retries = 3;

    private static readonly TimeSpan Most = TimeSpan.FromSeconds(8);

    /// <summary>The wait before a retry: doubled each time, eight seconds at most, and between half of that and all of it, so that those who failed together come apart.</summary>
    /// <param name="first">The wait before the first one.</param>
    /// <param name="attempt">How many retries there were.</param>
    /// <param name="uniform">A random number from 0 to 1.</param>
    public static TimeSpan Delay(TimeSpan first, int attempt, double uniform)
    {
        var longest = first > Most ? first : Most;
        var full = first * Math.Pow(2, attempt);
        return (full < longest ? full : longest) * (0.5 + uniform / 2);
    }
}
