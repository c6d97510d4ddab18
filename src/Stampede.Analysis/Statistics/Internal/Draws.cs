namespace Stampede.Analysis;

/// <summary>Random numbers of other distributions than the even one.</summary>
internal static class Draws
{
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>The rank-th smallest of count even numbers from 0 to 1: a beta distribution, without drawing them all.</summary>
    public static double Ranked(Random random, long rank, long count)
    {
        var below = Gamma(random, rank);
        return below / (below + Gamma(random, count - rank + 1));
    }

    // Marsaglia and Tsang (2000), for shapes of 1 and more.
    private static double Gamma(Random random, double shape)
    {
        var d = shape - 1.0 / 3;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal(random);
            var v = 1 + c * x;
            if (v > 0)
            {
                v = v * v * v;
                if (Math.Log(1 - random.NextDouble()) < 0.5 * x * x + d - d * v + d * Math.Log(v))
                {
                    return d * v;
                }
            }
        }
    }
}
