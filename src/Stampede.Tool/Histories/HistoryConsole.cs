using System.Globalization;
using Spectre.Console;
using Stampede.Analysis;
using Stampede.Metrics;
using Stampede.Reporting;

namespace Stampede.Engine;

/// <summary>A history's report as it is printed.</summary>
internal static class HistoryConsole
{
    /// <summary>Of more series than that, only those that changed are printed.</summary>
    private const int MostSeries = 40;

    private const int MostPlots = 4;

    /// <summary>Prints it.</summary>
    public static async Task Print(HistoryReport report, IReadOnlyList<string> files, EntranceContext context)
    {
        var size = new SizedOutput(context.Out, context.IsTerminal, context.Size);
        var console = size.Console(context.Color);
        var width = Math.Min(size.Width, 120);
        foreach (var plan in report.Plans)
        {
            await Print(plan, console, width, context);
        }

        if (report.Plans.Count == 0)
        {
            await context.Out.WriteLineAsync("There are no runs.");
        }

        foreach (var file in files)
        {
            await context.Out.WriteLineAsync($"Report  {file}");
        }
    }

    private static async Task Print(PlanHistory plan, IAnsiConsole console, int width, EntranceContext context)
    {
        var verdict = HistoryVerdict.Of(plan);
        console.Write(new Text($"{LineText.OneLine(HistoryText.Plan(plan))}: {verdict.Word}\n", Style(verdict.Tone)));
        await Lines(verdict.Why);
        await Lines($"{HistoryText.Runs(plan)}. {HistoryVerdict.Tested(plan)}.");
        foreach (var note in HistoryVerdict.Notes(plan))
        {
            await Lines(note);
        }

        var plots = 0;
        foreach (var group in HistoryParts.Groups(plan))
        {
            await context.Out.WriteLineAsync();
            console.Write(new Text($"Since {LineText.OneLine(HistoryText.Run(plan, group.Surest.Index))}\n", Styles.Heading));
            console.Write(Changes(group));
            foreach (var sentence in HistoryParts.Sentences(plan, group))
            {
                await Lines(sentence);
            }

            foreach (var commit in HistoryParts.Commits(plan, group, GitLog.OfWorkingDirectory))
            {
                await context.Out.WriteLineAsync($"  {PlainText.Cut(LineText.OneLine(commit), width - 2)}");
            }

            if (plots++ < MostPlots)
            {
                await Plot(HistoryParts.SeriesOf(plan, group.Telling));
            }
        }

        await context.Out.WriteLineAsync();
        await Overview(plan, console, width, context);
        await context.Out.WriteLineAsync();

        async Task Plot(HistorySeries series)
        {
            await context.Out.WriteLineAsync();
            await context.Out.WriteLineAsync(PlainText.Cut(LineText.OneLine($"{series.Service} {HistoryText.Title(series)} by run. {PlotAxis.Of(series).Text(series.Metric)}"), width));
            foreach (var line in TextPlot.Of(series, width))
            {
                await context.Out.WriteLineAsync(line);
            }
        }

        async Task Lines(string text)
        {
            foreach (var line in HelpText.Wrap(LineText.OneLine(text), width))
            {
                await context.Out.WriteLineAsync(line);
            }
        }
    }

    private static ColumnTable Changes(ChangeGroup group)
    {
        var table = new ColumnTable(
        [
            new Column("Service") { IsText = true }, new Column("Metric") { IsText = true }, new Column("Before"), new Column("After"), new Column("Change"),
            new Column("98 % interval") { Drop = 1 }, new Column("Outcome") { IsText = true },
        ]);
        var last = "";
        foreach (var change in group.Changes.OrderBy(c => c.Service, StringComparer.Ordinal))
        {
            var service = change.Service == last ? "" : change.Service;
            last = change.Service;
            table.Add(
            [
                service, HistoryText.Title(change), HistoryText.Value(change.Metric, change.Before.Mean), HistoryText.Value(change.Metric, change.After.Mean),
                HistoryText.Amount(change), HistoryText.Interval(change),
                new Cell(HistoryText.Outcome(change), change.IsRegression ? change.State == ChangeState.Lasting ? Styles.Bad : Styles.Careful : null),
            ]);
        }

        return table;
    }

    private static async Task Overview(PlanHistory plan, IAnsiConsole console, int width, EntranceContext context)
    {
        var shown = plan.Metrics.Where(m => m.Known > 0).ToArray();
        var all = shown.Length;
        if (all > MostSeries)
        {
            shown = [.. shown.Where(m => m.Regimes.Count > 1)];
        }

        if (shown.Length > 0)
        {
            var table = new ColumnTable(
            [
                new Column("Service") { IsText = true }, new Column("Metric") { IsText = true }, new Column("By run, least to greatest") { IsText = true }, new Column("Now"),
            ]);
            var last = "";
            foreach (var series in shown)
            {
                var service = series.Service == last ? "" : series.Service;
                last = series.Service;
                table.Add([service, HistoryText.Title(series), Sparkline.Of(series, Math.Clamp(width - 50, 10, 60)), HistoryText.Value(series.Metric, series.Regimes[^1].Mean)]);
            }

            console.Write(table);
        }

        if (shown.Length < all)
        {
            await context.Out.WriteLineAsync($"{Figures.Plural(all - shown.Length, "metric")} without a change {(all - shown.Length == 1 ? "is" : "are")} not shown.");
        }
    }

    private static Style Style(VerdictTone tone) => tone switch { VerdictTone.Good => Styles.Good, VerdictTone.Careful => Styles.Careful, _ => Styles.Bad };
}
