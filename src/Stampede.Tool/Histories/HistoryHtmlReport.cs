using System.Text;
using Stampede.Analysis;
using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Reporting;

/// <summary>A history's report as a page.</summary>
internal static class HistoryHtmlReport
{
    /// <summary>Points that tell what their run was; beyond it only series that changed have such.</summary>
    private const int MostTelling = 20_000;

    /// <summary>Of more series than that, those of services without a change are folded away.</summary>
    private const int MostOpen = 30;

    private const string Own = """

        main { padding-top: 28px; }
        main > h1 { font-size: 22px; margin: 34px 0 14px; }
        main > h1:first-child { margin-top: 0; }
        th.text, td.text { min-width: 8.5em; } td:first-child { padding-left: 4px; }
        td.outcome { font-weight: 600; text-align: left; white-space: nowrap; }
        li { margin: 4px 0; max-width: 110ch; overflow-wrap: anywhere; }
        .plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 460px), 1fr)); gap: 14px 28px; }
        figure { margin: 0; min-width: 0; } figcaption { font-weight: 600; overflow-wrap: anywhere; } figcaption .note { margin-left: 8px; }
        svg.plot { display: block; width: 100%; height: auto; min-height: 0; overflow: visible; }
        svg text { fill: var(--muted); font-size: 11px; } .tick.y, text.end { text-anchor: end; } .tick.x { text-anchor: middle; }
        .grid { stroke: var(--grid); } .axis { stroke: var(--muted); fill: none; } .break { stroke: var(--text); stroke-width: 1.5; }
        .interval { fill: var(--requests-fill); } .mean { stroke: var(--requests); stroke-width: 1.6; fill: none; }
        svg.plot circle { fill: var(--text); fill-opacity: .75; } .run rect { fill: transparent; } .run:hover rect { fill: var(--shade); } .run:hover circle { fill: var(--accent); fill-opacity: 1; r: 4.5px; }
        .change path { stroke-width: 1.3; stroke-dasharray: 4 3; fill: none; } .change text { font-weight: 650; font-size: 12px; }
        .worse path { stroke: var(--bad); } .worse text { fill: var(--bad); } .better path { stroke: var(--good); } .better text { fill: var(--good); } .small path { stroke: var(--muted); }
        .moved { fill: var(--careful); }
        details > summary { font-weight: 600; margin: 4px 0 6px; } details > :not(summary) { margin-left: 0; }
        @media print { main { max-width: none; padding: 0; } h2 { break-after: avoid; } figure, tr, li { break-inside: avoid; } .plots { grid-template-columns: repeat(2, 1fr); } }

        """;

    /// <summary>The page.</summary>
    /// <param name="report">What the histories say.</param>
    /// <param name="log">Where commits are looked up.</param>
    public static string Text(HistoryReport report, GitLog log)
    {
        var title = report.Plans is [var only] ? $"{HistoryText.Plan(only)}: {HistoryVerdict.Of(only).Word}" : $"History of {Figures.Plural(report.Plans.Count, "plan")}";
        var page = new StringBuilder();
        foreach (var plan in report.Plans)
        {
            Plan(page, plan, log);
        }

        if (report.Plans.Count == 0)
        {
            page.Append("<h1>There are no runs</h1>\n");
        }

        if (report.Unread.Count > 0)
        {
            page.Append($"<h2>Could not be read, so it is in no history</h2>\n<ul>\n{string.Concat(report.Unread.Select(r => $"<li><bdi>{StaticPage.Safe(r.Id)}</bdi>: <bdi>{StaticPage.Safe(LineText.OneLine(r.Reason))}</bdi></li>\n"))}</ul>\n");
        }

        page.Append($"<footer class=\"note\">{StaticPage.Safe(HistoryParts.HowFound(report.Options))}</footer>\n");
        return StaticPage.Of(title, Own, page.ToString());
    }

    private static void Plan(StringBuilder page, PlanHistory plan, GitLog log)
    {
        var verdict = HistoryVerdict.Of(plan);
        page.Append($"<h1><bdi>{StaticPage.Safe(HistoryText.Plan(plan))}</bdi></h1>\n")
            .Append($"<div class=\"verdict {StaticPage.Class(verdict.Tone)}\"><h2>{verdict.Word}</h2><p>{StaticPage.Safe(verdict.Why)}</p></div>\n")
            .Append($"<p>{StaticPage.Safe($"{HistoryText.Runs(plan)}. {HistoryVerdict.Tested(plan)}.")}</p>\n");
        foreach (var note in HistoryVerdict.Notes(plan))
        {
            page.Append($"<p class=\"note\">{StaticPage.Safe(LineText.OneLine(note))}</p>\n");
        }

        foreach (var group in HistoryParts.Groups(plan))
        {
            page.Append($"<section>\n<h2>Since {StaticPage.Safe(HistoryText.Run(plan, group.Surest.Index))}</h2>\n");
            Changes(page, group);
            page.Append($"<p>{StaticPage.Safe(LineText.OneLine(string.Join(' ', HistoryParts.Sentences(plan, group))))}</p>\n");
            var commits = HistoryParts.Commits(plan, group, log).ToArray();
            if (commits.Length > 0)
            {
                page.Append($"<ul class=\"code\">\n{string.Concat(commits.Select(c => $"<li><bdi>{StaticPage.Safe(LineText.OneLine(c))}</bdi></li>\n"))}</ul>\n");
            }

            page.Append("</section>\n");
        }

        Plots(page, plan);
    }

    private static void Changes(StringBuilder page, ChangeGroup group)
    {
        page.Append("<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\" class=\"text\">Service</th><th scope=\"col\" class=\"text\">Metric</th><th scope=\"col\">Before</th><th scope=\"col\">After</th><th scope=\"col\">Change</th><th scope=\"col\">98 % interval</th><th scope=\"col\">q</th><th scope=\"col\" class=\"text\">Outcome</th></tr></thead>\n<tbody>\n");
        foreach (var change in group.Changes)
        {
            var tone = !change.IsRegression ? "" : change.State == ChangeState.Lasting ? " bad" : " careful";
            string[] figures = [HistoryText.Value(change.Metric, change.Before.Mean), HistoryText.Value(change.Metric, change.After.Mean), HistoryText.Amount(change), HistoryText.Interval(change), HistoryText.Chance(change.Q)];
            page.Append($"<tr><td class=\"text\"><bdi>{StaticPage.Safe(change.Service)}</bdi></td><td class=\"text\">{StaticPage.Safe(HistoryText.Title(change))}</td>{string.Concat(figures.Select(f => $"<td>{StaticPage.Safe(f)}</td>"))}<td class=\"outcome{tone}\">{StaticPage.Safe(HistoryText.Outcome(change))}</td></tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n");
    }

    private static void Plots(StringBuilder page, PlanHistory plan)
    {
        var shown = plan.Metrics.Where(m => m.Known > 0).ToArray();
        if (shown.Length == 0)
        {
            return;
        }

        page.Append("<h2>Metrics</h2>\n<p class=\"note\">A point is a run; hover over it to see which. A line is the mean of a regime, the band around it its 98 % interval; a dashed line is the first run of a new regime; a triangle below, another machine or runtime.</p>\n");
        var areTelling = shown.Sum(s => s.Known) <= MostTelling;
        foreach (var service in shown.GroupBy(s => s.Service).OrderByDescending(g => g.Any(s => s.Regimes.Count > 1)))
        {
            var isFolded = shown.Length > MostOpen && service.All(s => s.Regimes.Count <= 1);
            page.Append(isFolded ? $"<details><summary><bdi>{StaticPage.Safe(service.Key)}</bdi>, no change</summary>\n" : $"<h3><bdi>{StaticPage.Safe(service.Key)}</bdi></h3>\n").Append("<div class=\"plots\">\n");
            foreach (var series in service)
            {
                var axis = PlotAxis.Of(series).Text(series.Metric);
                var few = series.IsTested ? "" : " Too few runs: not tested.";
                page.Append($"<figure><figcaption>{StaticPage.Safe(HistoryText.Title(series))}<span class=\"note\">{StaticPage.Safe(axis + few)}</span></figcaption>\n")
                    .Append(new HistoryPlot(plan, series, areTelling || series.Regimes.Count > 1).Text()).Append("</figure>\n");
            }

            page.Append("</div>\n").Append(isFolded ? "</details>\n" : "");
        }
    }
}
