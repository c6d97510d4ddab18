using Stampede.Analysis;
using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Reporting;

/// <summary>A history's report as Markdown. Its plots are plain text, so that forges, mails and terminals show them alike.</summary>
internal static class HistoryMarkdownReport
{
    private const int PlotWidth = 90;
    private const int SparkWidth = 40;
    private const int MostPlots = 12;
    private const int MostSeries = 60;

    /// <summary>The report; line ends are <c>\n</c>.</summary>
    /// <param name="report">What the histories say.</param>
    /// <param name="log">Where commits are looked up.</param>
    public static string Text(HistoryReport report, GitLog log)
    {
        var lines = new List<string>();
        foreach (var plan in report.Plans)
        {
            lines.AddRange(Plan(plan, log));
        }

        if (report.Plans.Count == 0)
        {
            lines.AddRange(["# There are no runs", ""]);
        }

        if (report.Unread.Count > 0)
        {
            lines.AddRange(["Could not be read, so it is in no history:", "", .. report.Unread.Select(r => $"- {MarkdownText.Text(r.Id)}: {MarkdownText.Text(LineText.OneLine(r.Reason))}"), ""]);
        }

        lines.Add(MarkdownText.Text(HistoryParts.HowFound(report.Options)));
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Plan(PlanHistory plan, GitLog log)
    {
        var verdict = HistoryVerdict.Of(plan);
        var sign = verdict.Tone switch { VerdictTone.Good => "✅", VerdictTone.Careful => "⚠️", _ => "❌" };
        List<string> lines =
        [
            $"# {sign} {MarkdownText.Text(HistoryText.Plan(plan))}: {verdict.Word}", "", MarkdownText.Text(verdict.Why), "",
            MarkdownText.Text($"{HistoryText.Runs(plan)}. {HistoryVerdict.Tested(plan)}."),
        ];
        if (HistoryVerdict.Notes(plan).ToArray() is { Length: > 0 } notes)
        {
            lines.AddRange(["", .. notes.Select(n => $"- {MarkdownText.Text(LineText.OneLine(n))}")]);
        }

        var plots = 0;
        foreach (var group in HistoryParts.Groups(plan))
        {
            lines.AddRange(["", $"## Since {MarkdownText.Text(HistoryText.Run(plan, group.Surest.Index))}", "", .. Changes(group), "", MarkdownText.Text(LineText.OneLine(string.Join(' ', HistoryParts.Sentences(plan, group))))]);
            var commits = HistoryParts.Commits(plan, group, log).ToArray();
            if (commits.Length > 0)
            {
                lines.AddRange(["", .. commits.Select(c => $"- {MarkdownText.Text(LineText.OneLine(c))}")]);
            }

            if (plots++ < MostPlots)
            {
                var series = HistoryParts.SeriesOf(plan, group.Telling);
                lines.AddRange(["", MarkdownText.Text($"{series.Service} {HistoryText.Title(series)} by run. {PlotAxis.Of(series).Text(series.Metric)}"), "", "```text", .. TextPlot.Of(series, PlotWidth), "```"]);
            }
        }

        lines.AddRange(["", .. Overview(plan), ""]);
        return lines;
    }

    private static IEnumerable<string> Changes(ChangeGroup group)
    {
        yield return "| Service | Metric | Before | After | Change | 98 % interval | q | Outcome |";
        yield return "|---|---|--:|--:|--:|--:|--:|---|";
        foreach (var change in group.Changes)
        {
            var sign = change.IsRegression ? change.State == ChangeState.Lasting ? "❌ " : "⚠️ " : "";
            yield return MarkdownText.Row(
            [
                MarkdownText.Text(change.Service), MarkdownText.Text(HistoryText.Title(change)), HistoryText.Value(change.Metric, change.Before.Mean),
                HistoryText.Value(change.Metric, change.After.Mean), HistoryText.Amount(change), HistoryText.Interval(change), MarkdownText.Text(HistoryText.Chance(change.Q)),
                sign + HistoryText.Outcome(change),
            ]);
        }
    }

    private static IEnumerable<string> Overview(PlanHistory plan)
    {
        var all = plan.Metrics.Where(m => m.Known > 0).ToArray();
        HistorySeries[] shown = all.Length <= MostSeries ? all : [.. all.Where(m => m.Regimes.Count > 1)];
        if (shown.Length > 0)
        {
            yield return "| Service | Metric | Runs | By run, from least to greatest | Now |";
            yield return "|---|---|--:|---|--:|";
            foreach (var series in shown)
            {
                yield return MarkdownText.Row(
                [
                    MarkdownText.Text(series.Service), MarkdownText.Text(HistoryText.Title(series)), Figures.Count(series.Known), MarkdownText.Code(Sparkline.Of(series, SparkWidth)),
                    HistoryText.Value(series.Metric, series.Regimes[^1].Mean),
                ]);
            }
        }

        if (shown.Length < all.Length)
        {
            yield return "";
            yield return $"{Figures.Plural(all.Length - shown.Length, "metric")} without a change not shown.";
        }
    }
}
