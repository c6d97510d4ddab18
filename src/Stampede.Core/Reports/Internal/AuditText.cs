using System.Globalization;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The audit in words: the same in every report.</summary>
internal static class AuditText
{
    /// <summary>The findings as reports show them: without secrets, the gravest first, accepted ones last of their severity.</summary>
    public static IReadOnlyList<AuditFinding> Findings(RunResult result) =>
        result.Audit is not { } audit ? [] : [.. audit.Findings.Select(f => f.Masked()).OrderByDescending(f => f.Severity).ThenBy(f => f.Accepted is not null)];

    /// <summary>The severity in capitals: <c>INVALID</c>.</summary>
    public static string Word(NoteSeverity severity) => severity.ToString().ToUpperInvariant();

    /// <summary>What the finding is based on: <c>requests: 34,451; failed: 72.43 %</c>; null for nothing.</summary>
    public static string? Numbers(AuditFinding finding) =>
        finding.Numbers.Count == 0 ? null : string.Join("; ", finding.Numbers.Select(n => $"{n.Name}: {Number(n)}"));

    /// <summary>A number with its unit.</summary>
    public static string Number(AuditNumber number) => number.Unit switch
    {
        "ms" => Figures.Time(number.Value * 1_000),
        "%" => number.Value.ToString("#,0.##", CultureInfo.InvariantCulture) + " %",
        "/s" => Figures.Rate(number.Value) + "/s",
        "" => Plain(number.Value),
        _ => $"{Plain(number.Value)} {number.Unit}",
    };

    /// <summary>Up to five examples; null for none.</summary>
    public static string? Examples(AuditFinding finding) => finding.Examples.Count == 0 ? null : string.Join(", ", finding.Examples);

    /// <summary>The finding in one line, without rule and severity.</summary>
    public static string Line(AuditFinding finding)
    {
        string?[] parts =
        [
            finding.Subject is null ? null : $"{finding.Subject}:",
            finding.Meaning,
            Numbers(finding) is { } numbers ? $"({numbers})" : null,
            finding.Advice,
            Accepted(finding),
        ];
        return string.Join(' ', parts.Where(p => p is not null));
    }

    /// <summary>That it is accepted, and why; null where it is not.</summary>
    public static string? Accepted(AuditFinding finding) => finding.Accepted is { } reason ? $"Accepted: {reason.TrimEnd('.')}." : null;

    /// <summary>How many findings there are of each severity: <c>1 invalid, 2 warnings</c>; accepted ones are counted apart. Null where there is none.</summary>
    public static string? Count(IEnumerable<AuditFinding> findings)
    {
        var (open, accepted) = (findings.Where(f => f.Accepted is null).ToArray(), findings.Count(f => f.Accepted is not null));
        string?[] parts =
        [
            Of(NoteSeverity.Invalid) is > 0 and var invalid ? $"{Figures.Count(invalid)} invalid" : null,
            Of(NoteSeverity.Warning) is > 0 and var warnings ? Figures.Plural(warnings, "warning") : null,
            Of(NoteSeverity.Note) is > 0 and var notes ? Figures.Plural(notes, "note") : null,
            accepted > 0 ? $"{Figures.Count(accepted)} accepted" : null,
        ];
        var text = string.Join(", ", parts.Where(p => p is not null));
        return text.Length == 0 ? null : text;

        int Of(NoteSeverity severity) => open.Count(f => f.Severity == severity);
    }

    /// <summary>What the audit came to: <c>Audit: 1 warning; 30 rules found nothing, 12 do not apply.</c> Null where the run was not audited.</summary>
    public static string? Summary(AuditResult? audit) => audit is null
        ? null
        : $"Audit: {Count(audit.Findings) ?? "no findings"}; {Clean(audit)}.";

    /// <summary>The rules without a finding: <c>30 rules found nothing, 12 do not apply</c>.</summary>
    public static string Clean(AuditResult audit) => Figures.Plural(audit.Clean.Count, "rule") + " found nothing"
        + (audit.NotApplicable.Count == 0 ? "" : $", {Figures.Count(audit.NotApplicable.Count)} {(audit.NotApplicable.Count == 1 ? "does" : "do")} not apply");

    /// <summary>The title of a rule; null where it is not known.</summary>
    public static string? Title(AuditResult audit, string rule) => audit.Titles.GetValueOrDefault(rule);

    private static string Plain(double value) =>
        value == Math.Floor(value) && Math.Abs(value) < 1e15 ? Figures.Count((long)value) : Figures.Number(value);
}
