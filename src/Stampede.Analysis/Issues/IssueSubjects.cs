using System.Globalization;
using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>What a comparison says, divided into what has an issue of its own.</summary>
public static class IssueSubjects
{
    // A marker has to leave room for what people read.
    private const int MostTold = 100;

    /// <summary>One for each service of the comparison, or one for all, whether something regressed or not: what recovered is closed.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="history">The history of the plan, for commits and recoveries; null for none.</param>
    /// <param name="context">What else the issues say.</param>
    public static IReadOnlyList<IssueSubject> Of(RunComparison comparison, HistoryReport? history, IssueContext context)
    {
        var plan = Find(comparison, history);
        var groups = context.Grouping == IssueGrouping.Plan
            ? comparison.Metrics.Count == 0 ? [] : [new IssueGroup(comparison, null, comparison.Metrics, plan)]
            : comparison.Metrics.GroupBy(m => m.Service).Select(g => new IssueGroup(comparison, g.Key, [.. g], plan));
        return [.. groups.Select(g => Of(g, context))];
    }

    private static IssueSubject Of(IssueGroup group, IssueContext context)
    {
        var marker = new IssueMarker
        {
            Key = group.Key,
            Change = group.Change,
            Seen = group.Comparison.Candidate.Max(r => r.Manifest.Started),
            Told = [.. group.Regressed.OrderBy(group.NameOf, StringComparer.Ordinal).Take(MostTold).Select(m => new ToldMetric(group.NameOf(m), m.Level, Finite(m.Effect?.Low), Finite(m.Effect?.High)))],
        };
        var recovered = Recovered(group);
        return new IssueSubject
        {
            Marker = marker,
            Service = group.Subject,
            Title = group.Regressed.Count == 0 ? "" : IssueTitle.Of(group),
            Body = group.Regressed.Count == 0 ? _ => "" : most => IssueBody.Text(group, context, marker, most),
            Below = IssueBody.NextSteps,
            Comment = IssueBody.Comment(group, context, recovered),
            Labels = IssueTitle.Labels(group),
            Estimates = group.Regressed.Where(m => m.Effect is not null).DistinctBy(group.NameOf).ToDictionary(group.NameOf, m => m.Effect!.Estimate),
            Recovered = recovered,
            LatestChange = group.Metrics.SelectMany(group.Changes).Max(c => Started(group, c)),
        };
    }

    // Shown to be unchanged or better by runs enough a side; or, where the comparison cannot tell, by five runs in the history that lie where they lay before.
    private static Dictionary<string, string> Recovered(IssueGroup group)
    {
        var recovered = new Dictionary<string, string>();
        foreach (var metric in group.Metrics)
        {
            if (metric.Verdict is ChangeVerdict.Unchanged or ChangeVerdict.Improved)
            {
                recovered[group.NameOf(metric)] = $"{ComparisonText.Verdict(metric)}, {ComparisonText.Value(metric.Metric, metric.Candidate)}, {ComparisonText.Change(metric)} ({ComparisonText.Interval(metric)}) against the baseline, {Figures.Plural(metric.CandidateRuns.Count, "run")}";
            }
            else if (metric.Verdict == ChangeVerdict.Inconclusive && group.Changes(metric).ToArray() is { Length: > 0 } changes && changes.All(c => c.State == ChangeState.Gone))
            {
                recovered[group.NameOf(metric)] = "in the history, five runs lie again where they lay before the change";
            }
        }

        return recovered;
    }

    // Of the plan that was compared: its hash where it is known, else its name.
    private static PlanHistory? Find(RunComparison comparison, HistoryReport? history)
    {
        string[] hashes = [.. comparison.Candidate.Select(r => r.Manifest.PlanHash).OfType<string>().Distinct()];
        return history?.Plans.LastOrDefault(p => hashes.Length > 0 ? hashes.Contains(p.PlanHash) : p.Plan == comparison.Plan);
    }

    private static DateTimeOffset? Started(IssueGroup group, MetricChange change) =>
        group.History is { } history && change.Index < history.Runs.Count ? history.Runs[change.Index].Manifest.Started : null;

    // Six digits are enough to hold an estimate against.
    private static double? Finite(double? value) =>
        value is { } known && double.IsFinite(known) ? double.Parse(known.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;
}
