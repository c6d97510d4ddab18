namespace Stampede.Analysis;

/// <summary>
/// The exact distribution of U, the number of pairs in which the candidate's value is the greater one (a tie counts half), if any n of the n + m values
/// could have been the candidate's. Ties stay as they are.
/// </summary>
internal sealed class RankSumDistribution
{
    // Invariant: _atMost[s] is P(2 U <= s) and _atLeast[s] is P(2 U >= s), for s from 0 to 2 n m.
    private readonly double[] _atMost;
    private readonly double[] _atLeast;

    /// <param name="chosen">n, 1 or more.</param>
    /// <param name="ties">How many values are equal, for each value in ascending order; their sum is n + m.</param>
    public RankSumDistribution(int chosen, ReadOnlySpan<int> ties)
    {
        var total = 0;
        foreach (var tie in ties)
        {
            total += tie;
        }

        // ways[k][s]: in how many ways k of the values seen so far have twice the sum s of middle ranks. Those of the smallest possible sum, k (k + 1) / 2,
        // are taken off at the end. C(100, 50) is 1e29: the counts are exact to 16 digits, and so are their ratios.
        var others = total - chosen;
        var largest = chosen * (chosen + 1) + 2 * chosen * others;
        var ways = new double[chosen + 1][];
        for (var k = 0; k <= chosen; k++)
        {
            ways[k] = new double[largest + 1];
        }

        ways[0][0] = 1;
        var seen = 0;
        foreach (var tie in ties)
        {
            var rank = 2 * seen + tie + 1; // twice the middle rank of seen + 1 to seen + tie
            for (var i = 0; i < tie; i++)
            {
                for (var k = Math.Min(chosen, seen + i + 1); k > 0; k--)
                {
                    var (from, to) = (ways[k - 1], ways[k]);
                    for (var s = largest; s >= rank; s--)
                    {
                        to[s] += from[s - rank];
                    }
                }
            }

            seen += tie;
        }

        var shares = ways[chosen][(chosen * (chosen + 1))..];
        _atMost = new double[shares.Length];
        _atLeast = new double[shares.Length];
        var (below, above) = (0.0, 0.0);
        for (var s = 0; s < shares.Length; s++)
        {
            _atMost[s] = below += shares[s];
            _atLeast[^(s + 1)] = above += shares[^(s + 1)];
        }

        for (var s = 0; s < shares.Length; s++)
        {
            _atMost[s] /= below;
            _atLeast[s] /= above;
        }
    }

    /// <summary>The distribution without ties.</summary>
    public static RankSumDistribution WithoutTies(int chosen, int others)
    {
        var ties = new int[chosen + others];
        Array.Fill(ties, 1);
        return new RankSumDistribution(chosen, ties);
    }

    /// <summary>P(U &lt;= u); u is a whole number or a half.</summary>
    public double AtMost(double u) => u < 0 ? 0 : _atMost[Math.Min(Twice(u), _atMost.Length - 1)];

    /// <summary>P(U &gt;= u), which keeps its digits where it is small.</summary>
    public double AtLeast(double u) => u <= 0 ? 1 : Twice(u) < _atLeast.Length ? _atLeast[Twice(u)] : 0;

    private static int Twice(double u) => (int)Math.Round(2 * u);
}
