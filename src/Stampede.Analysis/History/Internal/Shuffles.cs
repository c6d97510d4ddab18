namespace Stampede.Analysis;

/// <summary>What chance does: runs in other orders, from nothing but the distances between them. No distribution is assumed.</summary>
internal static class Shuffles
{
    /// <summary>
    /// The share of orders of a stretch, the present one among them, that have a split whose sides lie as far apart as those of the furthest split now lie; 1 as soon
    /// as it is certainly above <paramref name="maxP"/>.
    /// </summary>
    /// <param name="distances">The distances of all runs.</param>
    /// <param name="start">The stretch's first run.</param>
    /// <param name="end">One past its last.</param>
    /// <param name="seen">How far apart the furthest split lies.</param>
    /// <param name="fewest">How many runs each side of a split has at least.</param>
    /// <param name="random">Shuffles.</param>
    /// <param name="permutations">So many orders.</param>
    /// <param name="maxP">The P that is of interest.</param>
    public static double P(double[,] distances, int start, int end, double seen, int fewest, Random random, int permutations, double maxP)
    {
        int[] order = [.. Enumerable.Range(start, end - start)];
        var divergence = new Divergence(distances, order);
        var asFar = 1;
        for (var i = 0; i < permutations; i++)
        {
            random.Shuffle(order);
            divergence.Fill(distances, order);
            asFar += divergence.Furthest(0, order.Length, fewest).Value >= seen - 1e-12 ? 1 : 0;
            if (asFar > maxP * (permutations + 1))
            {
                return 1;
            }
        }

        return asFar / (permutations + 1.0);
    }

    /// <summary>How many orders it takes that P can get small enough among so many tests.</summary>
    /// <param name="tests">The tests.</param>
    /// <param name="maxQ">The rate of false discoveries that counts.</param>
    public static int Enough(double tests, double maxQ) => (int)Math.Clamp(Math.Ceiling(tests / maxQ), 999, 19_999);
}
