using Spectre.Console;
using Stampede.Analysis;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>A comparison as the console shows it.</summary>
internal static class ComparisonSummary
{
    private const int MostReasons = 20;
    private const int MostRows = 120;
    private const int MostServices = 5;

    public static void Write(RunComparison comparison, IAnsiConsole console, IReadOnlyList<string> files)
    {
        console.Write(new Line());
        console.Write(new Line(comparison.Plan, Styles.Heading)
            .And($"  {Figures.Plural(comparison.Candidate.Count, "run")} against {Figures.Plural(comparison.Baseline.Count, "run")} of the baseline {comparison.BaselineName}"));
        if (comparison.Metrics.Count > 0)
        {
            console.Write(new Line());
            var rows = comparison.Metrics.Count <= MostRows ? comparison.Metrics : [.. ComparisonHeadline.Ordered(comparison.Metrics).Take(MostRows)];
            console.Write(Table(comparison, rows));
            More(console, comparison.Metrics.Count, MostRows);
            if (comparison.Metrics.Any(m => !m.Gates))
            {
                console.Write(new Line("In brackets: told only, and decides nothing.", Styles.Quiet));
            }
        }

        var reasons = ComparisonReasons.Of(comparison, MostServices);
        Section(console, "Not tested, or not certain", [.. reasons.Take(MostReasons)]);
        More(console, reasons.Count, MostReasons);
        Section(console, "Differences", [.. comparison.Differences.Select(d => (d.IsAllowed ? "told" : "not comparable", d.ToString()))]);
        var findings = ComparisonReasons.Findings(comparison, NoteSeverity.Warning).ToArray();
        Section(console, "Findings of the audit", findings.Take(MostReasons).ToArray());
        More(console, findings.Length, MostReasons);
        Section(console, "Warnings", [.. comparison.Warnings.Select(w => ("", w))]);
        var verdict = ComparisonSections.Verdict(comparison);
        var headline = ComparisonHeadline.Of(comparison);
        var start = $"{verdict.Word}: ";
        headline = headline.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? headline[start.Length..] : headline; // the word is there already
        console.Write(new Line());
        console.Write(new Line(verdict.Word, new Style(Color(verdict.Tone)?.Foreground, decoration: Decoration.Bold)).And($"  {headline}. {verdict.Why}"));
        foreach (var file in files)
        {
            console.Write(new Line($"Report  {file}", Styles.Quiet));
        }
    }

    private static ColumnTable Table(RunComparison comparison, IReadOnlyList<MetricComparison> rows)
    {
        var table = new ColumnTable(
        [
            new Column("Service") { IsText = true }, new Column("Metric") { IsText = true }, new Column("Baseline"), new Column("Candidate"), new Column("Change"),
            new Column($"Interval, {ComparisonMethod.Percent(comparison.Confidence)}") { Drop = 2 }, new Column("q") { Drop = 4 }, new Column("Runs") { Drop = 5 },
            new Column("Margin") { Drop = 3 }, new Column("Verdict") { IsText = true },
        ]);
        var service = "";
        foreach (var metric in rows)
        {
            table.Add(
            [
                metric.Service == service ? "" : metric.Service, metric.Metric.Title(), ComparisonText.Value(metric.Metric, metric.Baseline), ComparisonText.Value(metric.Metric, metric.Candidate),
                ComparisonText.Change(metric), ComparisonText.Interval(metric), ComparisonText.Q(metric), ComparisonText.Runs(metric), ComparisonText.Margin(metric),
                new Cell(metric.Gates ? ComparisonText.Verdict(metric) : $"({ComparisonText.Verdict(metric)})", Color(ComparisonSections.Tone(metric))),
            ]);
            service = metric.Service;
        }

        return table;
    }

    private static void More(IAnsiConsole console, int count, int shown)
    {
        if (count > shown)
        {
            console.Write(new Line($"  … and {Figures.Count(count - shown)} more; a report has them.", Styles.Quiet));
        }
    }

    private static void Section(IAnsiConsole console, string title, IReadOnlyList<(string Head, string Text)> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        console.Write(new Line());
        console.Write(new Line(title, Styles.Heading));
        foreach (var (head, text) in lines)
        {
            console.Write(new Line(head.Length == 0 ? $"  {text}" : $"  {head}", indent: 4).And(head.Length == 0 ? "" : $"  {text}", Styles.Quiet));
        }
    }

    private static Style? Color(VerdictTone? tone) => tone switch
    {
        VerdictTone.Good => Styles.Good,
        VerdictTone.Careful => Styles.Careful,
        VerdictTone.Bad => Styles.Bad,
        _ => null,
    };
}
