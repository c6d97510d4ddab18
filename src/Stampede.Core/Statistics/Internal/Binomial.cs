namespace Stampede.Engine;

/// <summary>The binomial distribution: how many of n independent trials succeed, each with probability p.</summary>
internal static class Binomial
{
    /// <summary>P(B &lt;= k).</summary>
    public static double AtMost(long k, long n, double p) => k < 0 ? 0 : k >= n ? 1 : IncompleteBeta.Of(n - k, k + 1, 1 - p, p);

    /// <summary>P(B &gt;= k).</summary>
    public static double AtLeast(long k, long n, double p) => k <= 0 ? 1 : k > n ? 0 : IncompleteBeta.Of(k, n - k + 1, p, 1 - p);
}
