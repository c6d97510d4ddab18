using Stampede.Metrics;

namespace Stampede.Reporting;

/// <summary>The table of a run under way: a row per request name, and their total.</summary>
internal static class ProgressTable
{
    /// <summary>Makes it.</summary>
    /// <param name="progress">The run so far.</param>
    /// <param name="mostRows">Rows for request names; where there are more names, those with the most requests are shown.</param>
    public static ColumnTable Of(RunProgress progress, int mostRows)
    {
        var table = new ColumnTable(
            new Column("Request") { IsText = true },
            new Column("Requests"),
            new Column("Failed"),
            new Column("%") { Drop = 3 },
            new Column("Median"),
            new Column("p95") { Drop = 1 },
            new Column("p99"),
            new Column("Max") { Drop = 4 },
            new Column("req/s"),
            new Column("failures/s") { Drop = 2 });
        foreach (var (key, request) in Shown(progress, mostRows))
        {
            table.Add(Row(key.ToString(), request, progress.RecentSeconds));
        }

        var hidden = progress.Requests.Count - mostRows;
        table.Total(Row(hidden > 0 ? $"Total, {Figures.Plural(hidden, "more name")}" : "Total", progress.Total, progress.RecentSeconds));
        return table;
    }

    private static IEnumerable<KeyValuePair<RequestKey, RequestProgress>> Shown(RunProgress progress, int mostRows)
    {
        var requests = progress.Requests.Count <= mostRows
            ? progress.Requests.AsEnumerable()
            : progress.Requests.OrderByDescending(r => r.Value.Settled).ThenBy(r => r.Key.ToString(), StringComparer.Ordinal).Take(mostRows);
        return requests.OrderBy(r => r.Key.Name, StringComparer.Ordinal).ThenBy(r => r.Key.Method, StringComparer.Ordinal);
    }

    private static Cell[] Row(string name, RequestProgress request, double seconds)
    {
        var failed = Styles.BadIf(request.Failed > 0);
        return
        [
            name,
            Figures.Count(request.Settled),
            new Cell(Figures.Count(request.Failed), failed),
            new Cell(Figures.Percent(request.Failed, request.Settled)[..^2], failed),
            SummaryText.Percentile(request.Times, 50),
            SummaryText.Percentile(request.Times, 95),
            SummaryText.Percentile(request.Times, 99),
            SummaryText.Percentile(request.Times, 100),
            Rate(request.Recent.Settled, seconds),
            new Cell(Rate(request.Recent.Failed, seconds), Styles.BadIf(request.Recent.Failed > 0)),
        ];
    }

    private static string Rate(long count, double seconds) => seconds > 0 ? Figures.Rate(count / seconds) : "-";
}
