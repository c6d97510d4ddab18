using Stampede.Analysis;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Why a comparison came to what it came to, as far as that is not in its figures.</summary>
internal static class ComparisonReasons
{
    /// <summary>What the audit found, the gravest first; a rule that says the same of several runs once.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="least">The least severity.</param>
    public static IEnumerable<(string Rule, string Text)> Findings(RunComparison comparison, NoteSeverity least = NoteSeverity.Note) =>
        from found in Found("baseline", comparison.Baseline).Concat(Found("candidate", comparison.Candidate))
        where found.Finding.Severity >= least && (least == NoteSeverity.Note || !found.Finding.IsAccepted)
        group found by (found.Side, found.Finding.Rule, found.Finding.Severity) into same
        orderby same.Key.Severity descending
        select (
            $"{AuditText.Word(same.Key.Severity)} {same.Key.Rule}, run {string.Join(", ", same.Select(f => f.Run).Distinct())} of the {same.Key.Side}",
            same.First().Finding.Text + (same.Select(f => f.Finding.Text).Distinct().Count() > 1 ? " Likewise of others." : ""));

    /// <summary>Why metrics have no verdict: each reason with the metrics that it is of.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="most">The most services to name with a reason.</param>
    public static IReadOnlyList<(string Metrics, string Reason)> Of(RunComparison comparison, int most) =>
    [
        .. from metric in comparison.Metrics
           where metric.Verdict is ChangeVerdict.Inconclusive or ChangeVerdict.NotComparable
           group metric by (metric.Verdict, metric.Reason) into same
           select (Named(same, comparison.Metrics.Count, most), $"{ComparisonText.Verdict(same.First())}. {same.Key.Reason}"),
    ];

    private static string Named(IEnumerable<MetricComparison> metrics, int all, int most)
    {
        if (metrics.Count() == all)
        {
            return "All metrics";
        }

        string[] services = [.. metrics.GroupBy(m => m.Service).Select(g => $"{g.Key}, {string.Join(", ", g.Select(m => m.Metric.Title()))}")];
        return string.Join("; ", services.Take(most)) + (services.Length > most ? $"; and {Figures.Plural(services.Length - most, "more service")}" : "");
    }

    private static IEnumerable<(string Side, int Run, ComparedFinding Finding)> Found(string side, IReadOnlyList<ComparedRun> runs) =>
        runs.SelectMany((r, i) => (r.Findings ?? []).Select(f => (side, i + 1, f)));
}
