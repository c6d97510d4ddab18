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
            table.Add(Row(key.ToString(), stats, result));
        }

        table.Total(Row("Total", total, result));
        return [new Line(ReportText.TimesTitle(result), Styles.Quiet), table];
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
    public static Cell[] Row(string name, RequestStats stats, RunResult result)
    {
        var failed = Styles.BadIf(stats.Failed > 0);
        return
        [
            name,
            Figures.Count(stats.Settled),
            new Cell(ReportText.Failed(result, stats), failed),
            new Cell(ReportText.FailedShare(result, stats), failed),
            ReportText.Time(stats, t => t.Mean),
            ReportText.Percentile(stats, 0),
            ReportText.Percentile(stats, 50),
            ReportText.Percentile(stats, 95),
            ReportText.Percentile(stats, 99),
            ReportText.Percentile(stats, 100),
            ReportText.PerSecond(result, stats.Settled) is { } rate ? Figures.Rate(rate) : "-",
        ];
    }
}
