using System.Globalization;
using Stampede.Analysis;
using Stampede.Engine;

namespace Stampede.Reporting;

/// <summary>What the forms of a history's report have in common.</summary>
internal static class HistoryParts
{
    /// <summary>The changes of a plan: what regressed and still is so first, then the latest.</summary>
    public static IEnumerable<ChangeGroup> Groups(PlanHistory plan) => ChangeGroup.Of(plan).OrderByDescending(g => g.IsLasting).ThenByDescending(g => g.Surest.Index);

    /// <summary>What is said of a group: suspects, how wide their range is, what else changed.</summary>
    public static IEnumerable<string> Sentences(PlanHistory plan, ChangeGroup group) =>
        ((string?[])[HistoryText.Suspects(plan, group.Surest), HistoryText.Widest(plan, group.Surest), HistoryText.Environment(group.Surest), HistoryText.Confirmation(group.Surest)]).OfType<string>();

    /// <summary>The suspected commits, as far as the repository has them.</summary>
    public static IEnumerable<string> Commits(PlanHistory plan, ChangeGroup group, GitLog log)
    {
        var commits = log.Between(plan.Runs[group.Surest.Before.Last].Manifest.Commit, plan.Runs[group.Surest.Index].Manifest.Commit);
        return commits.Take(GitLog.Most).Concat(commits.Count > GitLog.Most ? ["and more"] : []);
    }

    /// <summary>The series that a change is in.</summary>
    public static HistorySeries SeriesOf(PlanHistory plan, MetricChange change) =>
        plan.Metrics.First(m => m.Service == change.Service && m.Metric == change.Metric && m.UpTo == (change.Kind == ChangeKind.Distribution ? change.Distribution!.Value : null));

    /// <summary>How changes were found, with the numbers that decide.</summary>
    public static string HowFound(HistoryOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"How: Hunter's algorithm on the mean of each metric (windows of {options.Window} runs, P at most {options.MaxP}), and the greatest difference of the distributions. A change counts if, held against the runs shuffled, the rate of false discoveries among all that was tested is at most {100 * options.MaxQ:0.##} %, and is a regression that matters from {100 * options.Margin:0.##} % on (error rates from {options.ErrorMargin:0.##} points on). Unknown values are gaps. Intervals are of 98 %.");
}
