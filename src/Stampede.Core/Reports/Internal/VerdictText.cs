using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What a run came to, in a word and a sentence: the same in every report.</summary>
/// <param name="Word">The verdict: <c>PASSED</c>.</param>
/// <param name="Why">Why, in one or two sentences.</param>
/// <param name="Tone">How readers should take it.</param>
internal sealed record VerdictText(string Word, string Why, VerdictTone Tone)
{
    private const int MostRules = 8;

    /// <summary>The words for a run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="unfinished">What is known of a run without an ending: that it was killed, or still runs.</param>
    public static VerdictText Of(RunResult result, string unfinished) => result.Verdict switch
    {
        null when result.Ending != RunEnding.None && result is { Imported: not null, Audit: not null } =>
            new("NO VERDICT", $"It has no thresholds; the audit has not found that it must not be believed.{Accepted(result)}", VerdictTone.Careful),
        null when result.Ending != RunEnding.None => new("NO VERDICT", "It was not judged.", VerdictTone.Careful),
        null => new("NO VERDICT", $"{unfinished}, so it was not judged.", VerdictTone.Careful),
        Verdict.Invalid => new("INVALID", $"The numbers must not be believed: {Reasons(result)}.{Accepted(result)}{ExitCode(result)}", VerdictTone.Bad),
        Verdict.Failed => new("FAILED", NotHeld(result) + Accepted(result) + ExitCode(result), VerdictTone.Bad),
        Verdict.NoData => new("NO DATA", NotMeasured(result) + Accepted(result) + ExitCode(result), VerdictTone.Careful),
        _ when result.ExitCode is not (null or 0) => new("FAILURES", $"{Errors(result)}, and no threshold covers failures.{Accepted(result)}{ExitCode(result)}", VerdictTone.Bad),
        _ => new("PASSED", Held(result) + Accepted(result), VerdictTone.Good),
    };

    // By name, so that a line in a log says it already.
    private static string Reasons(RunResult result)
    {
        string[] rules =
        [
            .. result.Audit?.Findings.Where(f => f.Severity == NoteSeverity.Invalid && f.Accepted is null).Select(f => f.Rule) ?? [],
            .. result.Notes.Where(n => n.Severity == NoteSeverity.Invalid).Select(n => n.Id),
        ];
        rules = [.. rules.Distinct()];
        return rules.Length switch
        {
            0 => result.Ending switch
            {
                RunEnding.Crashed => "the run was ended by an error in Stampede",
                RunEnding.LoopBlocked => "a user blocked an event loop",
                _ => "the notes say why",
            },
            1 => $"{rules[0]} says why",
            <= MostRules => $"{string.Join(", ", rules[..^1])} and {rules[^1]} say why",
            _ => $"{string.Join(", ", rules[..MostRules])} and {Figures.Count(rules.Length - MostRules)} more say why",
        };
    }

    private static string Accepted(RunResult result) => result.Audit?.Findings.Count(f => f.Accepted is not null) is > 0 and var count
        ? $" {Figures.Plural(count, "finding")} accepted: {string.Join(", ", result.Audit.Findings.Where(f => f.Accepted is not null).Select(f => f.Rule).Distinct().Take(MostRules))}."
        : "";

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
