namespace AiGateway.Tools;

/// <summary>How often a user may call a tool.</summary>
/// <param name="Max">Calls within the window.</param>
/// <param name="Burst">Calls beyond them, within the same window.</param>
/// <param name="Window">Its length; it slides.</param>
internal readonly record struct RateLimit(int Max, int Burst, TimeSpan Window)
{
    public int All => Max + Burst;

    public static RateLimit PerMinute(int max, int burst) => new(max, burst, TimeSpan.FromSeconds(60));
}
