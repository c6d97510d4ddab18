namespace ControlPlane.Throttling;

internal static class ThrottleRates
{
    /// <summary>The span in which requests are counted.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>Requests a caller may make within the period.</summary>
    public static int Limit(ThrottleScope scope) => scope switch
    {
        ThrottleScope.Api => 1000,
        ThrottleScope.Burst => 5000,
        ThrottleScope.Strict => 100,
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };
}
