using Stampede.Results;
using static System.FormattableString;

namespace Stampede.Claims;

/// <summary>Checked claims as findings of the audit, so that every report shows them.</summary>
public static class ClaimFindings
{
    /// <summary>The rule that they stand under.</summary>
    public const string Rule = "CLAIM";

    /// <summary>The rules of findings about what is said of a run; no rule of <see cref="Auditing.AuditRules.All"/> is among them.</summary>
    public static IReadOnlyDictionary<string, string> Titles { get; } = new Dictionary<string, string>
    {
        [Rule] = "Published numbers against the run",
        [GoalArithmetic.Rule] = "Goals of a plan against each other",
    };

    /// <summary>
    /// A finding for each claim that the run does not bear out: invalid where it is wrong, a warning where it is off by little or hides something, a note
    /// where the run does not tell.
    /// </summary>
    public static IReadOnlyList<AuditFinding> Of(IReadOnlyList<ClaimCheck> checks) => [.. checks.Where(c => c.Outcome != ClaimOutcome.Right).Select(Finding)];

    private static AuditFinding Finding(ClaimCheck check)
    {
        var claim = check.Claim;
        var measured = check.Measured is { } value ? RunFacts.Number(value, claim.Kind) : null;
        var first = check.Explanations.Count > 0 ? " " + check.Explanations[0] : "";
        return new AuditFinding
        {
            Rule = Rule,
            Severity = check.Outcome switch
            {
                ClaimOutcome.Wrong => NoteSeverity.Invalid,
                ClaimOutcome.Unknown => NoteSeverity.Note,
                _ => NoteSeverity.Warning,
            },
            Subject = claim.Subject,
            Numbers = check.Measured is { } number
                ? [new("claimed", claim.Value, Unit(claim.Kind)), new("measured", number, Unit(claim.Kind))]
                : [new("claimed", claim.Value, Unit(claim.Kind))],
            Meaning = check.Outcome switch
            {
                ClaimOutcome.Wrong => Invariant($"The claim {claim} is wrong{(measured is null ? "." : $": it was {measured}.")}{first}"),
                ClaimOutcome.Near => Invariant($"The claim {claim} is off by {Percent(check):0.##} %: it was {measured}. The number may be of another moment than the files.{first}"),
                ClaimOutcome.Misleading => Invariant($"The claim {claim} agrees with the run, and misleads.{first}"),
                _ => Invariant($"The claim {claim} cannot be checked.{first}"),
            },
            Advice = check.Outcome switch
            {
                ClaimOutcome.Unknown => "Keep the files that the number was taken from, or leave it out.",
                ClaimOutcome.Misleading => "Say beside the number what it is of.",
                _ => measured is null ? "Take the claim back, or measure it." : Invariant($"Publish {measured}{(claim.Source is null ? "" : $" in {claim.Source}")}."),
            },
            Examples = [.. check.Explanations.Skip(1).Select(e => "or " + e.TrimEnd('.'))],
        };
    }

    private static double Percent(ClaimCheck check) => 100 * Math.Abs(check.Claim.Value - check.Measured!.Value) / check.Measured.Value;

    private static string Unit(ClaimKind kind) => kind switch
    {
        ClaimKind.Share => "%",
        ClaimKind.Time => "ms",
        ClaimKind.Rate => "/s",
        ClaimKind.Duration => "s",
        _ => "",
    };
}
