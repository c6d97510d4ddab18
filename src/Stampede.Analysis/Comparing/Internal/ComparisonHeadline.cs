using Stampede.Baselines.Internal;
using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>What a comparison came to, in a line and in a sentence: the same in every report.</summary>
internal static class ComparisonHeadline
{
    /// <summary>The line: <c>p99 of checkout +18 % (+11 to +26 %) and 2 more, at abc123..def456</c>.</summary>
    public static string Of(RunComparison comparison) => comparison.Outcome switch
    {
        ComparisonOutcome.Invalid => $"No verdict: {Several(comparison.Obstacles)}",
        ComparisonOutcome.Regressed or ComparisonOutcome.Warning => Worst(comparison) + Commits(comparison),
        ComparisonOutcome.NotComparable => comparison.Obstacles.Count > 0 ? $"Not comparable: {Several(comparison.Obstacles)}" : Services(comparison),
        ComparisonOutcome.NoData => "Nothing was compared",
        ComparisonOutcome.Inconclusive => $"{Figures.Plural(comparison.Gating.Count(m => m.Verdict == ChangeVerdict.Inconclusive), "metric")} of {comparison.Gating.Count()} inconclusive{Commits(comparison)}",
        _ => $"No regression{Commits(comparison)}",
    };

    /// <summary>How many metrics came to what, and what follows.</summary>
    public static string Why(RunComparison comparison)
    {
        var exit = comparison.ExitCode == 0 ? "" : $" Exit code {comparison.ExitCode}.";
        if (comparison.Metrics.Count == 0)
        {
            return $"There was nothing to compare, which is no pass.{exit}";
        }

        var counts = string.Join(", ", comparison.Metrics.CountBy(m => m.Verdict).OrderBy(c => Order(c.Key)).Select(c => $"{Figures.Count(c.Value)} {Word(c.Key)}"));
        var told = comparison.Metrics.Count(m => !m.Gates);
        var allowed = comparison.Options.AllowsInconclusive && comparison.Outcome is ComparisonOutcome.Passed or ComparisonOutcome.Warning
            && comparison.Gating.Any(m => m.Verdict == ChangeVerdict.Inconclusive)
            ? " What is inconclusive was allowed: it is no proof of anything." : "";
        return $"Of {Figures.Plural(comparison.Metrics.Count, "metric")}: {counts}.{(told > 0 ? $" {Figures.Plural(told, "metric")} {(told == 1 ? "is" : "are")} told only, and {(told == 1 ? "decides" : "decide")} nothing." : "")}{allowed}{exit}";
    }

    /// <summary>The metrics in the order in which they matter: what got worse first.</summary>
    public static IEnumerable<MetricComparison> Ordered(IEnumerable<MetricComparison> metrics) =>
        metrics.OrderBy(m => Order(m.Verdict)).ThenByDescending(m => m.Gates).ThenByDescending(m => m.Level).ThenByDescending(Weight);

    private static string Worst(RunComparison comparison)
    {
        var worse = Ordered(comparison.Gating.Where(m => m.Verdict == ChangeVerdict.Regressed)).ToArray();
        var worst = worse[0];
        return $"{worst.Metric.Title()} of {worst.Service} {ComparisonText.Change(worst)} ({ComparisonText.Interval(worst)})"
            + (worse.Length > 1 ? $" and {worse.Length - 1} more" : "");
    }

    private static string Services(RunComparison comparison)
    {
        var services = comparison.Gating.Where(m => m.Verdict == ChangeVerdict.NotComparable).Select(m => m.Service).Distinct().ToArray();
        return $"Not comparable: {string.Join(", ", services.Take(3))}{(services.Length > 3 ? $" and {services.Length - 3} more" : "")}";
    }

    private static string Several(IReadOnlyList<string> reasons) => reasons[0] + (reasons.Count > 1 ? $"; and {reasons.Count - 1} more" : "");

    private static string Commits(RunComparison comparison)
    {
        var (before, after) = (Commit(comparison.Baseline), Commit(comparison.Candidate));
        return before is null || after is null ? "" : before == after ? $", at {before}" : $", at {before}..{after}";
    }

    // The last, where the runs are of several.
    private static string? Commit(IReadOnlyList<ComparedRun> runs) =>
        runs.Select(r => r.Manifest.Commit).LastOrDefault(c => c is not null) is { } commit ? CommitText.Short(commit) : null;

    // How many times the margin it is.
    private static double Weight(MetricComparison metric) => Math.Abs(metric.Effect?.Estimate ?? 0) / metric.Margin.Failure;

    private static int Order(ChangeVerdict verdict) => verdict switch
    {
        ChangeVerdict.Regressed => 0,
        ChangeVerdict.NotComparable => 1,
        ChangeVerdict.Inconclusive => 2,
        ChangeVerdict.Improved => 3,
        _ => 4,
    };

    private static string Word(ChangeVerdict verdict) => verdict == ChangeVerdict.NotComparable ? "not comparable" : verdict.ToString().ToLowerInvariant();
}
