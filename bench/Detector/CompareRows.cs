using Stampede.Analysis;
using Stampede.Metrics;

namespace Detector;

/// <summary>Two sides compared: equal ones called different, and different ones found.</summary>
internal static class CompareRows
{
    private static readonly Margin Location = new(0.05, 0.10);
    private static readonly Margin Tail = new(0.10, 0.20);
    private static readonly Margin Errors = new(0.5, 1, ChangeUnit.PercentagePoints);

    public static IEnumerable<Row> All()
    {
        foreach (var runs in new[] { 5, 7, 10 })
        {
            foreach (var spread in new[] { 0.02, 0.03, 0.05 })
            {
                foreach (var change in new[] { 0, 0.05, 0.1, 0.2 })
                {
                    yield return new(Title("Means", change), Name(runs, $"runs vary by {spread * 100:0} %", change), 2_000,
                        random => Judge(LocationOf(random, runs, spread, change), Location) == ChangeVerdict.Regressed);
                }

                yield return new("Means: equal builds shown unchanged", Name(runs, $"runs vary by {spread * 100:0} %", 0), 2_000,
                    random => Judge(LocationOf(random, runs, spread, 0), Location) == ChangeVerdict.Unchanged);
            }
        }

        foreach (var runs in new[] { 5, 7, 10 })
        {
            foreach (var change in new[] { 0, 0.1, 0.2, 0.3 })
            {
                yield return new(Title("p99 (margin 10 %)", change), Name(runs, "of 1,000 requests, which vary by 3 %", change), 300,
                    random => Judge(Effect.OfTail(Requests(random, runs, 0), Requests(random, runs, change), 99, random), Tail) == ChangeVerdict.Regressed);
            }
        }

        foreach (var (clump, text) in new[] { (0, "independent failures"), (0.02, "one run in ten fails 2 % more") })
        {
            foreach (var change in new[] { 0, 0.01 })
            {
                yield return new(Title("Error rate of 1 % (margin 0.5 points)", change), Name(7, $"of 1,000 requests, {text}", change, "point"), 1_000,
                    random => Judge(Effect.OfProportions(Failures(random, 0.01, clump), Failures(random, 0.01 + change, clump), Errors.Unit), Errors) == ChangeVerdict.Regressed);
            }
        }
    }

    private static string Title(string metric, double change) => change == 0 ? $"{metric}: equal builds called regressed" : $"{metric}: worse builds called regressed";

    private static string Name(int runs, string what, double change, string unit = "%") =>
        FormattableString.Invariant($"{runs} runs a side, {what}") + (change == 0 ? "" : FormattableString.Invariant($"; {change * 100:0} {unit} worse"));

    private static ChangeVerdict Judge(Effect effect, Margin margin) => Judgement.Of(effect, effect.P, margin).Verdict;

    private static Effect LocationOf(Random random, int runs, double spread, double change)
    {
        return Effect.OfLocation(Side(1), Side(1 + change), ChangeUnit.Relative);

        double[] Side(double factor) => [.. Enumerable.Range(0, runs).Select(_ => 40 * factor * (1 + spread * Draws.Normal(random)))];
    }

    private static Histogram[] Requests(Random random, int runs, double change) => [.. Enumerable.Range(0, runs).Select(_ =>
    {
        var run = new Histogram();
        var level = 40_000 * (1 + change) * (1 + 0.03 * Draws.Normal(random));
        for (var i = 0; i < 1_000; i++)
        {
            run.Record((long)(level * Math.Exp(0.3 * Draws.Normal(random))));
        }

        return run;
    })];

    private static Proportion[] Failures(Random random, double rate, double clump) => [.. Enumerable.Range(0, 7).Select(_ =>
    {
        var here = rate + (random.NextDouble() < 0.1 ? clump : 0);
        var failed = 0;
        for (var i = 0; i < 1_000; i++)
        {
            failed += random.NextDouble() < here ? 1 : 0;
        }

        return new Proportion(failed, 1_000);
    })];
}
