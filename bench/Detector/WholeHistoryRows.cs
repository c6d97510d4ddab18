using Stampede.Analysis;
using Stampede.Baselines;

namespace Detector;

/// <summary>Histories as <c>stampede history</c> looks at them: many metrics, changes held against runs shuffled and against each other.</summary>
internal static class WholeHistoryRows
{
    private static readonly string[] Noises = ["normal, 5 %", "log-normal, 0.3", "bimodal, 80/20"];

    public static IEnumerable<Row> All()
    {
        foreach (var noise in Noises)
        {
            yield return new("Whole histories: with a false change", $"{noise}; 1 service, 6 metrics, 100 runs", 100, random => Plan(random, noise, 1, 100, 100, 1, 0).Changes.Count > 0);
            yield return new("Whole histories: with a false change", $"{noise}; 20 services, 120 metrics, 60 runs", 100, random => Plan(random, noise, 20, 60, 60, 1, 0).Changes.Count > 0);
        }

        foreach (var (metrics, runs) in new[] { (1, 3), (1, 4), (1, 5), (4, 3), (4, 5) })
        {
            yield return new(
                "Whole histories: changes of one service among 20 found", FormattableString.Invariant($"normal, 3 %; {metrics} of its metrics 20 % worse since {runs} runs, after 45"), 50,
                random => IsFound(Plan(random, "normal, 3 %", 20, 45, 45 + runs, 1.2, metrics), 45));
        }

        yield return new(
            "Whole histories: changes of one service found", "normal, 5 %; 1 of 6 metrics 10 % worse since 20 runs, after 80", 100,
            random => IsFound(Plan(random, "normal, 5 %", 1, 80, 100, 1.1, 1), 80));
    }

    private static bool IsFound(PlanHistory plan, int index) => plan.Lasting.Any(c => c.Service == "s0" && Math.Abs(c.Index - index) <= 2);

    // From a run on, so many metrics of the first service are so much greater.
    private static PlanHistory Plan(Random random, string noise, int services, int from, int runs, double step, int metrics)
    {
        var history = Enumerable.Range(0, runs).Select(run => new HistoryRun($"{run}", new RunMetrics
        {
            Manifest = new RunManifest { Name = "plan", PlanHash = "plan", Started = DateTimeOffset.UnixEpoch.AddDays(run) },
            Services = [.. Enumerable.Range(0, services).Select(s => Service($"s{s}", s == 0 && run >= from ? metrics : 0))],
        }));
        return HistoryReport.Of(RunHistory.Of(history)).Plans[0];

        ServiceMetrics Service(string name, int changed) => new()
        {
            Service = name,
            Requests = 1_000,
            Mean = Value(changed > 0),
            Median = Value(changed > 1),
            P95 = Value(changed > 2),
            P99 = Value(changed > 3),
            ErrorRate = Value(false) / 100,
            RequestsPerSecond = Value(false),
        };

        double Value(bool changed) => (changed ? step : 1) * (noise switch
        {
            "normal, 3 %" => 100 * (1 + 0.03 * Draws.Normal(random)),
            "normal, 5 %" => 100 * (1 + 0.05 * Draws.Normal(random)),
            "log-normal, 0.3" => 100 * Math.Exp(0.3 * Draws.Normal(random)),
            _ => (random.NextDouble() < 0.8 ? 100 : 200) * (1 + 0.05 * Draws.Normal(random)),
        });
    }
}
