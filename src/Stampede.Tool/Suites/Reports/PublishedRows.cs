using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The section of a phase report that sets what others published beside what was measured.</summary>
internal static class PublishedRows
{
    /// <summary>The section; null where nothing was published about any test.</summary>
    public static PhaseSection? Of(SuiteResult suite)
    {
        var tests = suite.Outcomes.Where(o => o.Entry.Published is not null).ToArray();
        return tests.Length == 0 ? null : new PhaseSection("Published and measured")
        {
            Paragraphs =
            [
                "Targets and claims are as they were published, on other machines and of other systems; the files are the result files that the claims are about. "
                + "They are no targets of this suite, and decide nothing in it.",
                $"Sources: {string.Join("; ", tests.Select(t => t.Entry.Published!.Source).Distinct().Select(SecretMask.Text))}.",
            ],
            Table = new PhaseTable(
                [" Test", " Figure", " Published target", " Published claim", " Their files say", " Measured here"],
                [.. tests.SelectMany(t => t.Entry.Published!.Figures.Select(f => Row(t, f)))]),
        };
    }

    private static IReadOnlyList<PhaseCell> Row(SuiteOutcome outcome, PublishedFigure figure) =>
    [
        outcome.Entry.Name,
        SecretMask.Text(figure.Metric),
        SecretMask.Text(figure.Target ?? "-"),
        SecretMask.Text(figure.Claim ?? "-"),
        SecretMask.Text(figure.Files ?? "-"),
        outcome.Run is { } run ? figure.Of(run) : "not run",
    ];
}
