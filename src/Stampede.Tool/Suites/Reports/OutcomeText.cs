using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What a test of a suite, and the suite, came to: the same words in every report.</summary>
internal static class OutcomeText
{
    /// <summary>The words for a test: those of its run, unless its bands say worse.</summary>
    public static VerdictText Of(SuiteOutcome outcome)
    {
        if (outcome.Run is not { } run)
        {
            var why = outcome.NotRun ?? "";
            return new VerdictText("NOT RUN", char.ToUpperInvariant(why[0]) + why[1..].TrimEnd('.') + ".", outcome.ExitCode == ExitCode.Passed ? VerdictTone.Careful : VerdictTone.Bad);
        }

        var own = VerdictText.Of(run, ReportText.Unfinished);
        if (own.Tone != VerdictTone.Good)
        {
            return own;
        }

        return Worst(outcome.Bands) switch
        {
            BandOutcome.Fail => new VerdictText("FAILED", $"{Named(outcome, BandOutcome.Fail, isMeasured: true)} beyond the band.", VerdictTone.Bad),
            BandOutcome.NoData => new VerdictText("NO DATA", $"{Named(outcome, BandOutcome.NoData, isMeasured: false)} without data.", VerdictTone.Careful),
            BandOutcome.Warning => new VerdictText("WARNING", $"{Named(outcome, BandOutcome.Warning, isMeasured: true)} in the warning band.", VerdictTone.Careful),
            _ => own,
        };
    }

    /// <summary>The words for a suite.</summary>
    public static VerdictText Of(SuiteResult suite)
    {
        var words = suite.Outcomes.Select(o => Of(o).Word).CountBy(w => w).OrderBy(w => w.Key == "PASSED" ? 0 : 1).Select(w => $"{w.Value} {w.Key.ToLowerInvariant()}");
        var why = $"{string.Join(", ", words)} of {Figures.Plural(suite.Outcomes.Count, "test")}.";
        return suite.ExitCode switch
        {
            ExitCode.Passed when suite.Outcomes.Any(o => Of(o).Word == "WARNING") => new VerdictText("WARNING", why, VerdictTone.Careful),
            ExitCode.Passed => new VerdictText("PASSED", why, VerdictTone.Good),
            var code => new VerdictText(Word(code), $"{why} Exit code {code}.", code == ExitCode.NoData ? VerdictTone.Careful : VerdictTone.Bad),
        };
    }

    private static string Word(int exitCode) => exitCode switch
    {
        ExitCode.Crashed or ExitCode.Usage or ExitCode.Killed => "ERROR",
        ExitCode.Invalid => "INVALID",
        ExitCode.ThresholdFailed => "FAILED",
        ExitCode.Regression => "REGRESSION",
        ExitCode.NoData => "INCOMPLETE",
        _ => "FAILURES",
    };

    private static BandOutcome Worst(IReadOnlyList<BandResult> bands)
    {
        BandOutcome[] order = [BandOutcome.Fail, BandOutcome.NoData, BandOutcome.Warning];
        return order.Where(o => bands.Any(b => b.Outcome == o)).FirstOrDefault(BandOutcome.Pass);
    }

    private static string Named(SuiteOutcome outcome, BandOutcome which, bool isMeasured)
    {
        var bands = outcome.Bands.Where(b => b.Outcome == which).ToArray();
        return $"{string.Join(", ", bands.Select(b => isMeasured ? $"{b.Band.Metric} ({b.MeasuredText})" : b.Band.Metric))} {(bands.Length == 1 ? "is" : "are")}";
    }
}
