using Stampede.Analysis;
using Stampede.Metrics;

namespace Detector;

/// <summary>Both detectors on histories: how often they find what is not there, and what is.</summary>
internal static class HistoryRows
{
    private static readonly string[] Noises = ["normal, 5 %", "log-normal, 0.3", "bimodal, 80/20"];

    public static IEnumerable<Row> All()
    {
        foreach (var noise in Noises)
        {
            foreach (var p in new[] { 0.01, 0.001, 0.0001 })
            {
                yield return new("Mean: false change points", FormattableString.Invariant($"{noise}; P {p}"), 300,
                    random => Points(random, noise, 1, p).Count > 0);
            }
        }

        foreach (var step in new[] { 0.02, 0.05, 0.1, 0.2 })
        {
            yield return new("Mean: steps found within two runs", FormattableString.Invariant($"normal, 5 %; step of {step * 100:0} % at run 80; P 0.001"), 300,
                random => Points(random, Noises[0], 1 + step, 0.001).Any(c => c.Index is >= 78 and <= 82));
        }

        foreach (var noise in Noises.Append("three modes"))
        {
            yield return new("Distribution: false changes", noise, 300,
                random => DistributionChanges.Find(Runs(random, noise, 1, 50), random).Count > 0);
        }

        foreach (var step in new[] { 0.05, 0.1, 0.15 })
        {
            var name = FormattableString.Invariant($"three modes; the middle one moves by {step * 100:0} % at run 20");
            yield return new("Mode that moves: found on the distribution", name, 100,
                random => DistributionChanges.Find(Runs(random, "three modes", 1 + step, 40), random).Any(c => c.Index is >= 18 and <= 22));
            yield return new("Mode that moves: found on the mean", name, 100,
                random => ChangePoints.Find([.. Runs(random, "three modes", 1 + step, 40).Select(r => (double?)r.Mean)]).Any(c => c.Index is >= 18 and <= 22));
        }
    }

    // A hundred runs, a value each; the step comes with the 80th.
    private static IReadOnlyList<ChangePoint> Points(Random random, string noise, double step, double p) => ChangePoints.Find(
        [.. Enumerable.Range(0, 100).Select(i => (double?)((i < 80 ? 1 : step) * Value(random, noise, 100)))], new ChangePointOptions { MaxP = p });

    // Runs of 300 requests with a level of their own (2 %); the step comes half-way.
    private static Histogram[] Runs(Random random, string noise, double step, int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var run = new Histogram();
        var level = 40_000 * (1 + 0.02 * Draws.Normal(random));
        var slow = 0.1 + 0.1 * random.NextDouble();
        for (var request = 0; request < 300; request++)
        {
            run.Record((long)(noise == "three modes" ? Mode(random, slow, i < count / 2 ? 1 : step) * level : Value(random, noise, level)));
        }

        return run;
    })];

    private static double Mode(Random random, double slow, double step)
    {
        var which = random.NextDouble();
        return (which < slow ? 5 : which < slow + 0.25 ? step : 0.25) * Math.Exp(0.08 * Draws.Normal(random));
    }

    private static double Value(Random random, string noise, double level) => noise switch
    {
        "normal, 5 %" => level * (1 + 0.05 * Draws.Normal(random)),
        "log-normal, 0.3" => level * Math.Exp(0.3 * Draws.Normal(random)),
        _ => (random.NextDouble() < 0.8 ? level : 2 * level) * (1 + 0.05 * Draws.Normal(random)),
    };
}
