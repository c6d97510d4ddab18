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
        return result.Verdict switch
        {
            null => ("NO VERDICT", $"{unfinished}, so it was not judged.", Styles.Careful),
            Results.Verdict.Invalid => ("INVALID", "The numbers must not be believed; the notes say why." + ExitCode(result), Styles.Bad),
            Results.Verdict.Failed => ("FAILED", NotHeld(result) + ExitCode(result), Styles.Bad),
            Results.Verdict.NoData => ("NO DATA", NotMeasured(result) + ExitCode(result), Styles.Careful),
            _ when result.ExitCode is not (null or 0) => ("FAILURES", $"{Errors(result)}, and no threshold covers failures.{ExitCode(result)}", Styles.Bad),
            _ => ("PASSED", Held(result), Styles.Good),
        };
    }

    private static string NotHeld(RunResult result) => Count(result, ThresholdOutcome.Failed) switch
    {
        0 => "A threshold ended the run.",
        1 => $"1 of {Figures.Plural(result.Thresholds.Count, "threshold")} does not hold.",
        var count => $"{count} of {result.Thresholds.Count} thresholds do not hold.",
    };

    private static string NotMeasured(RunResult result) => Count(result, ThresholdOutcome.NoData) switch
    {
        0 => "No request was settled.",
        var count => $"{count} of {Figures.Plural(result.Thresholds.Count, "threshold")} had nothing to measure.",
    };

    private static string Held(RunResult result) => (result.Thresholds.Count, Errors(result)) switch
    {
        (0, null) => "No request failed; there are no thresholds.",
        (0, { } errors) => $"{errors}; there are no thresholds.",
        (1, null) => "The threshold holds.",
        (1, { } errors) => $"The threshold holds; {errors}.",
        (var count, null) => $"All {count} thresholds hold.",
        var (count, errors) => $"All {count} thresholds hold; {errors}.",
    };

    private static int Count(RunResult result, ThresholdOutcome outcome) => result.Thresholds.Count(t => t.Outcome == outcome);

    // Null where there are none.
    private static string? Errors(RunResult result)
    {
        var total = result.Total();
        var lost = result.Classes.Sum(c => c.Lost);
        var thrown = result.UserErrors.Sum(e => e.Count);
        string?[] parts =
        [
            total.Failed == 0 ? null : $"{Figures.Count(total.Failed)} of {Figures.Plural(total.Settled, "request")} failed",
            thrown == 0 ? null : $"users' code threw {Figures.Plural(thrown, "time")}",
            lost == 0 ? null : $"{Figures.Plural(lost, "user was", "users were")} lost",
        ];
        var text = string.Join(", ", parts.Where(p => p is not null));
        return text.Length == 0 ? null : text;
    }

    private static string ExitCode(RunResult result) => result.ExitCode is { } code ? $" Exit code {code}." : "";
}
