using Spectre.Console;
using Stampede.Analysis;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>A comparison as the console shows it.</summary>
internal static class ComparisonSummary
{
    private const int MostReasons = 20;

    public static void Write(RunComparison comparison, IAnsiConsole console, IReadOnlyList<string> files)
    {
        console.Write(new Line());
        console.Write(new Line(comparison.Plan, Styles.Heading)
            .And($"  {Figures.Plural(comparison.Candidate.Count, "run")} against {Figures.Plural(comparison.Baseline.Count, "run")} of the baseline {comparison.BaselineName}"));
        if (comparison.Metrics.Count > 0)
        {
            console.Write(new Line());
            console.Write(Table(comparison));
            if (comparison.Metrics.Any(m => !m.Gates))
            {
                console.Write(new Line("In brackets: told only, and decides nothing.", Styles.Quiet));
            }
        }

        var reasons = comparison.Metrics.Where(m => m.Verdict is ChangeVerdict.Inconclusive or ChangeVerdict.NotComparable).GroupBy(m => (m.Service, m.Reason)).ToArray();
        Section(console, "Not tested, or not certain", [.. reasons.Take(MostReasons).Select(g => ($"{g.Key.Service}, {string.Join(", ", g.Select(m => m.Metric.Title()))}", g.Key.Reason))]);
        More(console, reasons.Length);
        Section(console, "Differences", [.. comparison.Differences.Select(d => (d.IsAllowed ? "told" : "not comparable", d.ToString()))]);
        var findings = ComparisonSections.Findings(comparison, NoteSeverity.Warning).ToArray();
        Section(console, "Findings of the audit", findings.Take(MostReasons).ToArray());
        More(console, findings.Length);
        Section(console, "Warnings", [.. comparison.Warnings.Select(w => ("", w))]);
        var verdict = ComparisonSections.Verdict(comparison);
        console.Write(new Line());
        console.Write(new Line(verdict.Word, new Style(Color(verdict.Tone)?.Foreground, decoration: Decoration.Bold)).And($"  {ComparisonHeadline.Of(comparison)}. {verdict.Why}"));
        foreach (var file in files)
        {
            console.Write(new Line($"Report  {file}", Styles.Quiet));
        }
    }

    private static ColumnTable Table(RunComparison comparison)
    {
        var table = new ColumnTable(
        [
            new Column("Service") { IsText = true }, new Column("Metric") { IsText = true }, new Column("Baseline"), new Column("Candidate"), new Column("Change"),
            new Column($"Interval, {ComparisonMethod.Percent(comparison.Confidence)}") { Drop = 2 }, new Column("q") { Drop = 4 }, new Column("Runs") { Drop = 5 },
            new Column("Margin") { Drop = 3 }, new Column("Verdict") { IsText = true },
        ]);
        var service = "";
        foreach (var metric in comparison.Metrics)
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

    private static void More(IAnsiConsole console, int count)
    {
        if (count > MostReasons)
        {
            console.Write(new Line($"  … and {count - MostReasons} more; a report has all of them.", Styles.Quiet));
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
