namespace Samples;

/// <summary>Asks for the health of what a sample depends on.</summary>
public static class HealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Whether it says yes within two seconds.</summary>
    public static async ValueTask<bool> IsUp(HttpContext context, Func<CancellationToken, ValueTask<bool>> ask)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(Patience);
        return await ask(limit.Token);
    }
}
