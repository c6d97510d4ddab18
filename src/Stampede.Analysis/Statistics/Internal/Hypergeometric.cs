namespace Stampede.Analysis;

/// <summary>How many of a side's trials fail, if the failures of both sides fell on the trials at random: Fisher's distribution.</summary>
internal static class Hypergeometric
{
    // R's tolerance for "as unlikely as what was seen": the same ways counted in another order differ in the last digits.
    private const double Relative = 1e-7;

    /// <summary>How many numbers of failures are possible; the tests' cost.</summary>
    public static long Possible(long trials, long otherTrials, long failures) => Math.Min(trials, failures) - Math.Max(0, failures - otherTrials) + 1;

    /// <summary>Fisher's exact P for having seen <paramref name="seen"/> of all <paramref name="failures"/> on the side with <paramref name="trials"/>.</summary>
    public static double P(long seen, long trials, long otherTrials, long failures, Alternative alternative)
    {
        var first = Math.Max(0, failures - otherTrials);
        var chances = Chances(first, trials, otherTrials, failures);
        var observed = chances[seen - first];
        var (all, sum) = (0.0, 0.0);
        for (var i = 0; i < chances.Length; i++)
        {
            var counts = alternative switch
            {
                Alternative.Less => first + i <= seen,
                Alternative.Greater => first + i >= seen,
                _ => chances[i] <= observed * (1 + Relative),
            };
            all += chances[i];
            sum += counts ? chances[i] : 0;
        }

        return Math.Min(1, sum / all);
    }

    // Relative to that of the likeliest number, from which each follows by its neighbour: factorials of a billion would leave ten digits.
    private static double[] Chances(long first, long trials, long otherTrials, long failures)
    {
        var chances = new double[Possible(trials, otherTrials, failures)];
        var likeliest = (int)Math.Clamp((long)((trials + 1.0) * (failures + 1.0) / (trials + otherTrials + 2.0)) - first, 0, chances.Length - 1);
        chances[likeliest] = 1;
        for (var i = likeliest + 1; i < chances.Length; i++)
        {
            chances[i] = chances[i - 1] * Step(first + i);
        }

        for (var i = likeliest - 1; i >= 0; i--)
        {
            chances[i] = chances[i + 1] / Step(first + i + 1);
        }

        return chances;

        // How many times as likely k failures are as k - 1.
        double Step(long k) => (double)(trials - k + 1) / k * (failures - k + 1) / (otherTrials - failures + k);
    }
}
