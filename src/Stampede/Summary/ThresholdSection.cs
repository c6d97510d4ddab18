using Spectre.Console;
using Spectre.Console.Rendering;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What had to hold, and what was measured.</summary>
internal static class ThresholdSection
{
    public static IEnumerable<IRenderable> Of(RunResult result)
    {
        if (result.Thresholds.Count == 0)
        {
            return result.Plan.Thresholds.Count == 0 ? [] : [new Line("The thresholds were not judged.", Styles.Careful)];
        }

        var table = new ColumnTable(
            new Column("") { IsText = true }, new Column("Threshold") { IsText = true }, new Column("Measured") { IsText = true });
        foreach (var threshold in result.Thresholds)
        {
            var (sign, style) = Sign(threshold.Outcome);
            table.Add(new Cell(sign, style), threshold.Expression, new Cell(threshold.MeasuredText, style));
        }

        return [table];
    }

    private static (string Sign, Style Style) Sign(ThresholdOutcome outcome) => outcome switch
    {
        ThresholdOutcome.Passed => ("✓", Styles.Good),
        ThresholdOutcome.Failed => ("✗", Styles.Bad),
        _ => ("?", Styles.Careful),
    };
}
