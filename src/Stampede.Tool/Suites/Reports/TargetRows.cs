using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The rows of a test in the executive summary: a row per target, and one where there is none.</summary>
internal static class TargetRows
{
    public static IEnumerable<IReadOnlyList<PhaseCell>> Of(SuiteOutcome outcome)
    {
        var verdict = OutcomeText.Of(outcome);
        var word = new PhaseCell(verdict.Word) { Tone = verdict.Tone };
        if (outcome.Run is not { } run)
        {
            return [[outcome.Entry.Name, "-", "not run", "-", word]];
        }

        var name = new PhaseCell(outcome.Entry.Name) { Link = $"{outcome.Folder}/{HtmlReport.FileName}" };
        List<IReadOnlyList<PhaseCell>> rows = [[name, "all of it", verdict.Why, "-", word]];
        rows.AddRange(run.Thresholds.Select(t => (IReadOnlyList<PhaseCell>)[outcome.Entry.Name, SecretMask.Text(t.Expression), t.MeasuredText, Ratio(t.Measured, Limit(t.Expression)), Cell(t.Outcome)]));
        rows.AddRange(outcome.Bands.Select(b => (IReadOnlyList<PhaseCell>)[outcome.Entry.Name, SecretMask.Text(b.Band.Text), b.MeasuredText, Ratio(b.Measured, Limit(b.Band.Pass)), Cell(b.Outcome)]));
        return rows;
    }

    // What is compared with other requests has no limit of its own; the measured text says how many times it is.
    private static double? Limit(Threshold threshold) => threshold.Rule.Reference is null ? threshold.Rule.Limit : null;

    private static double? Limit(string expression) => Threshold.TryParse(expression, out var threshold, out _) ? Limit(threshold) : null;

    private static PhaseCell Ratio(double? measured, double? limit) => measured is { } value && limit is { } of && of != 0
        ? new PhaseCell(Figures.Number(value / of)) { Number = value / of }
        : "-";

    private static PhaseCell Cell(ThresholdOutcome outcome) => outcome switch
    {
        ThresholdOutcome.Passed => new PhaseCell("passed") { Tone = VerdictTone.Good },
        ThresholdOutcome.Failed => new PhaseCell("failed") { Tone = VerdictTone.Bad },
        _ => new PhaseCell("no data") { Tone = VerdictTone.Careful },
    };

    private static PhaseCell Cell(BandOutcome outcome) => outcome switch
    {
        BandOutcome.Pass => new PhaseCell("passed") { Tone = VerdictTone.Good },
        BandOutcome.Warning => new PhaseCell("warning") { Tone = VerdictTone.Careful },
        BandOutcome.Fail => new PhaseCell("failed") { Tone = VerdictTone.Bad },
        _ => new PhaseCell("no data") { Tone = VerdictTone.Careful },
    };
}
