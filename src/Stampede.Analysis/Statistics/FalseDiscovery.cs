namespace Stampede.Analysis;

/// <summary>
/// Benjamini and Hochberg's q-values. Of many metrics tested at 5 % one in twenty differs by chance alone; of those with a q of at most 0.05, at most one in
/// twenty is expected to be such a one.
/// </summary>
public static class FalseDiscovery
{
    /// <summary>The q-value of each P, in the same order: the smallest rate of false discoveries at which it would be one. Never below its P, at most 1.</summary>
    /// <param name="p">One for every metric that was tested, also for those that showed nothing; each 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is NaN, negative or above 1.</exception>
    public static double[] Adjust(ReadOnlySpan<double> p)
    {
        var order = new int[p.Length];
        for (var i = 0; i < p.Length; i++)
        {
            order[i] = p[i] is >= 0 and <= 1 ? i : throw new ArgumentOutOfRangeException(nameof(p), p[i], $"P number {i} is not within 0 to 1.");
        }

        var sorted = p.ToArray();
        Array.Sort(sorted, order);
        var q = new double[p.Length];
        var least = 1.0;
        for (var rank = sorted.Length; rank > 0; rank--)
        {
            least = Math.Min(least, sorted[rank - 1] * sorted.Length / rank);
            q[order[rank - 1]] = Math.Max(least, sorted[rank - 1]); // rounded, it may be a hair below
        }

        return q;
    }
}
