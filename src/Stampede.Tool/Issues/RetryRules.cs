namespace Stampede.Engine;

/// <summary>
/// When a request that failed is made again, as GitHub asks for it: after <c>Retry-After</c>, else when its limit is reset, else, where a limit was reached,
/// after a minute and twice as long each time; servers that broke get one second and twice as long each time. Gitea sends the same headers, or none.
/// </summary>
internal static class RetryRules
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait.</summary>
    /// <param name="answer">What was answered.</param>
    /// <param name="attempt">Which attempt it was, 0 the first.</param>
    /// <param name="now">The time now.</param>
    /// <param name="random">Spreads those that failed together.</param>
    /// <returns>The pause before the next attempt; null where there is to be none.</returns>
    public static TimeSpan? Wait(ApiAnswer answer, int attempt, DateTimeOffset now, Random random)
    {
        if (!answer.IsRateLimited && !answer.IsUncertain)
        {
            return null;
        }

        var factor = Math.Pow(2, Math.Min(attempt, 10));
        var jitter = random.NextDouble();
        if (answer.RetryAfter is { } asked)
        {
            return asked + (jitter * TimeSpan.FromSeconds(1)); // never less than what is asked for
        }

        if (answer is { IsRateLimited: true, Remaining: 0, Reset: { } reset })
        {
            return (reset > now ? reset - now : TimeSpan.Zero) + ((1 + jitter) * TimeSpan.FromSeconds(1)); // whole seconds, and clocks differ
        }

        return answer.IsRateLimited
            ? Minute * factor * (1 + (jitter / 4))
            : TimeSpan.FromSeconds(Math.Min(factor, LongestBackOff.TotalSeconds) * (0.5 + jitter));
    }
}
