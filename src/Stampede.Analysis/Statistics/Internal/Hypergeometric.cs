using Stampede.Engine;

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
        var last = Math.Min(trials, failures);
        var all = LogGamma.OfChoose(trials + otherTrials, failures);
        var observed = Chance(seen);
        var sum = 0.0;
        for (var k = first; k <= last; k++)
        {
            var chance = Chance(k);
            var counts = alternative switch
            {
                Alternative.Less => k <= seen,
                Alternative.Greater => k >= seen,
                _ => chance <= observed * (1 + Relative),
            };
            sum += counts ? chance : 0;
        }

        return Math.Min(1, sum);

        double Chance(long k) => Math.Exp(LogGamma.OfChoose(trials, k) + LogGamma.OfChoose(otherTrials, failures - k) - all);
    }
}
