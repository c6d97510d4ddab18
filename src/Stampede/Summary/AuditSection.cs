using Spectre.Console.Rendering;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Whether the result can be believed: the findings, the gravest first, and how many rules had nothing to say.</summary>
internal static class AuditSection
{
    /// <summary>How many a run's summary shows.</summary>
    public const int MostFindings = 10;

    /// <summary>The lines of it, with at most so many findings.</summary>
    public static IEnumerable<IRenderable> Of(RunResult result, int most)
    {
        if (result.Audit is not { } audit)
        {
            yield break;
        }

        var findings = AuditText.Findings(result);
        foreach (var line in findings.Take(most).SelectMany(Lines))
        {
            yield return line;
        }

        if (findings.Count > most)
        {
            yield return new Line($"… and {AuditText.Count(findings.Skip(most))}; the reports have all of them.", Styles.Careful);
        }

        yield return new Line(AuditText.Summary(audit)!, Styles.Quiet);
    }

    private static IEnumerable<IRenderable> Lines(AuditFinding finding)
    {
        var style = NoteSection.Style(finding.Severity);
        var word = finding.Accepted is null ? AuditText.Word(finding.Severity) : $"ACCEPTED {AuditText.Word(finding.Severity)}";
        yield return new Line($"{word} {finding.Rule}", finding.Accepted is null ? style : Styles.Quiet)
            .And(finding.Subject is null ? "" : $"  {finding.Subject}", Styles.Heading)
            .And($"  {finding.Meaning}");
        if (AuditText.Numbers(finding) is { } numbers)
        {
            yield return new Line($"  {numbers}", Styles.Quiet, indent: 4);
        }

        if (AuditText.Examples(finding) is { } examples)
        {
            yield return new Line($"  {examples}", Styles.Quiet, indent: 4);
        }

        yield return new Line($"  {finding.Advice}", indent: 4);
        if (AuditText.Accepted(finding) is { } accepted)
        {
            yield return new Line($"  {accepted}", indent: 4);
        }
    }
}
