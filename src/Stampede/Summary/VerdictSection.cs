using Spectre.Console;
using Spectre.Console.Rendering;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What it came to, and where the files are.</summary>
internal static class VerdictSection
{
    public static IEnumerable<IRenderable> Of(RunResult result, IReadOnlyList<(string What, string Path)> files, string unfinished)
    {
        var (word, why, style) = Verdict(result, unfinished);
        yield return new Line(word, new Style(style.Foreground, decoration: Decoration.Bold)).And($"  {why}");
        if (result.Folder is not null)
        {
            yield return new Line($"Run folder  {result.Folder}", Styles.Quiet);
        }

        foreach (var (what, path) in files)
        {
            yield return new Line($"{what,-10}  {path}", Styles.Quiet);
        }
    }

    private static (string Word, string Why, Style Style) Verdict(RunResult result, string unfinished)
    {
        var thresholds = result.Thresholds;
        return result.Verdict switch
        {
            null => ("NO VERDICT", $"{unfinished}, so it was not judged.", Styles.Careful),
            Results.Verdict.Invalid => ("INVALID", "The numbers must not be believed; the notes say why." + ExitCode(result), Styles.Bad),
            Results.Verdict.Failed => ("FAILED", Count(thresholds, ThresholdOutcome.Failed, "does not hold", "do not hold") + ExitCode(result), Styles.Bad),
            Results.Verdict.NoData => ("NO DATA", Count(thresholds, ThresholdOutcome.NoData, "had nothing to measure", "had nothing to measure") + ExitCode(result), Styles.Careful),
            _ when result.ExitCode is not (null or 0) => ("FAILURES", Failures(result) + ", and no threshold covers failures." + ExitCode(result), Styles.Bad),
            _ when thresholds.Count == 0 => ("PASSED", $"{Failures(result)}; there are no thresholds.", Styles.Good),
            _ => ("PASSED", thresholds.Count == 1 ? "The threshold holds." : $"All {thresholds.Count} thresholds hold.", Styles.Good),
        };
    }

    private static string Count(IReadOnlyList<ThresholdResult> thresholds, ThresholdOutcome outcome, string one, string many)
    {
        var count = thresholds.Count(t => t.Outcome == outcome);
        return $"{count} of {Figures.Plural(thresholds.Count, "threshold")} {(count == 1 ? one : many)}.";
    }

    private static string Failures(RunResult result)
    {
        var total = result.Total();
        var requests = total.Failed == 0 ? "No request failed" : $"{Figures.Count(total.Failed)} of {Figures.Plural(total.Settled, "request")} failed";
        var errors = result.UserErrors.Sum(e => e.Count);
        return errors == 0 ? requests : $"{requests}, users' code threw {Figures.Plural(errors, "time")}";
    }

    private static string ExitCode(RunResult result) => result.ExitCode is { } code ? $" Exit code {code}." : "";
}
