namespace Samples;

/// <summary>Time added to answers: always the same, or log-normal.</summary>
/// <param name="Median">Half of the answers take less.</param>
/// <param name="P99">99 of 100 take less; null where all take the same.</param>
public readonly record struct Latency(TimeSpan Median, TimeSpan? P99)
{
    /// <summary>The longest; what comes out longer is cut.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromSeconds(60);

    // The 99th percentile of the standard normal distribution.
    private const double Z99 = 2.3263478740408408;

    /// <summary>One of them.</summary>
    /// <param name="normal">From the standard normal distribution.</param>
    public TimeSpan Of(double normal)
    {
        if (P99 is not { } p99)
        {
            return Median;
        }

        var sigma = Math.Log(p99 / Median) / Z99;
        return TimeSpan.FromMilliseconds(Math.Min(Median.TotalMilliseconds * Math.Exp(sigma * normal), Max.TotalMilliseconds));
    }
}
