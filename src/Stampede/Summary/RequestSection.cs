using Spectre.Console.Rendering;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>A row per request name, and their total.</summary>
internal static class RequestSection
{
    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        var total = result.Total();
        if (total.Settled == 0)
        {
            return [new Line("No request was settled.", Styles.Bad)];
        }

        var table = Table("Request", "Requests", "req/s");
        foreach (var (key, stats) in SummaryText.Ordered(result.Requests))
        {
            table.Add(Row(key.ToString(), stats, result.Duration));
        }

        table.Total(Row("Total", total, result.Duration));
        return [new Line(SummaryText.TimesTitle(total.Failed, total.Settled), Styles.Quiet), table];
    }

    /// <summary>A table for rows of what has response times.</summary>
    public static ColumnTable Table(string name, string count, string rate) => new(
        new Column(name) { IsText = true },
        new Column(count),
        new Column("Failed"),
        new Column("%") { Drop = 2 },
        new Column("Mean") { Drop = 4 },
        new Column("Min") { Drop = 5 },
        new Column("Median"),
        new Column("p95") { Drop = 1 },
        new Column("p99"),
        new Column("Max") { Drop = 3 },
        new Column(rate));

    /// <summary>A row of it.</summary>
    public static Cell[] Row(string name, RequestStats stats, TimeSpan duration)
    {
        var times = stats.ResponseTime;
        var failed = Styles.BadIf(stats.Failed > 0);
        return
        [
            name,
            Figures.Count(stats.Settled),
            new Cell(Figures.Count(stats.Failed), failed),
            new Cell(Figures.Percent(stats.Failed, stats.Settled)[..^2], failed),
            times.Count == 0 ? "-" : Figures.Milliseconds(times.Mean),
            SummaryText.Percentile(times, 0),
            SummaryText.Percentile(times, 50),
            SummaryText.Percentile(times, 95),
            SummaryText.Percentile(times, 99),
            SummaryText.Percentile(times, 100),
            duration > TimeSpan.Zero ? Figures.Rate(stats.Settled / duration.TotalSeconds) : "-",
        ];
    }
}
