using Spectre.Console.Rendering;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Locust's percentiles, exact, with the confidence of the total's.</summary>
internal static class PercentileSection
{
    // Which are left out of a narrow terminal first.
    private static readonly (double Percentile, int Drop)[] Percentiles =
    [
        (50, 0), (66, 6), (75, 3), (80, 7), (90, 2), (95, 0), (98, 5), (99, 0), (99.9, 1), (99.99, 4), (100, 0),
    ];

    private static readonly double[] Judged = [50, 95, 99];

    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        var total = result.Total();
        if (total.ResponseTime.Count == 0)
        {
            yield break;
        }

        var table = new ColumnTable(
        [
            new Column("Request") { IsText = true },
            .. Percentiles.Select(p => new Column(SummaryText.PercentileName(p.Percentile)) { Drop = p.Drop }),
        ]);
        foreach (var (key, stats) in SummaryText.Ordered(result.Requests))
        {
            table.Add(Row(key.ToString(), stats));
        }

        table.Total(Row("Total", total));
        var title = SummaryText.TimesTitle(total.Failed, total.Settled);
        yield return new Line($"Percentiles: {char.ToLowerInvariant(title[0])}{title[1..]}", Styles.Quiet);
        yield return table;
        yield return new Line(
            "95 % confidence of the total: " + string.Join(", ", Judged.Select(p => Confidence(total.ResponseTime, p))), Styles.Quiet);
    }

    private static Cell[] Row(string name, RequestStats stats) =>
        [name, .. Percentiles.Select(p => (Cell)SummaryText.Percentile(stats.ResponseTime, p.Percentile))];

    private static string Confidence(Histogram times, double percentile)
    {
        var ranks = PercentileInterval.Of(times.Count, percentile);
        var low = ranks.Lower is { } lower ? Figures.Milliseconds(times.ValueAtRank(lower)) : null;
        var high = ranks.Upper is { } upper ? Figures.Milliseconds(times.ValueAtRank(upper)) : null;
        return SummaryText.PercentileName(percentile) + (low, high) switch
        {
            (null, null) => " unknown (too few requests)",
            (null, _) => $" at most {high}",
            (_, null) => $" at least {low} (too few requests for an upper end)",
            _ => $" {low} to {high}",
        };
    }
}
