using Stampede.Metrics;
using Stampede.Reporting;

namespace Stampede.Analysis;

/// <summary>What a history comes to, in a word and a sentence: the same in every report.</summary>
internal static class HistoryVerdict
{
    /// <summary>Of one plan.</summary>
    public static VerdictText Of(PlanHistory plan)
    {
        if (plan.HasTooFewRuns)
        {
            var known = plan.Runs.Count >= ChangePoints.FewestRuns ? ", but no metric is known of so many of them" : "";
            return new VerdictText("TOO FEW RUNS", $"{Figures.Plural(plan.Runs.Count, "run")}{known}: a history says nothing before it has {ChangePoints.FewestRuns}.", VerdictTone.Careful);
        }

        var lasting = plan.Lasting.ToArray();
        var text = lasting.Length > 0
            ? new VerdictText("REGRESSED", $"{Metrics(lasting)} {(lasting.Length == 1 ? "is" : "are")} worse than before, and still so.", VerdictTone.Bad)
            : plan.Changes.Count > 0
                ? new VerdictText("CHANGED", $"{Figures.Plural(plan.Changes.Count, "change")}; no regression that matters is still there.", VerdictTone.Good)
                : new VerdictText("NO CHANGE", $"{Tested(plan)}, and none changed.", VerdictTone.Good);
        return plan.IsSuperseded ? text with { Why = text.Why + " Later runs have another plan, so this history is over.", Tone = VerdictTone.Careful } : text;
    }

    /// <summary>What was tested: <c>6 metrics and 1 distribution were tested</c>.</summary>
    public static string Tested(PlanHistory plan) =>
        $"{Figures.Plural(plan.Tested, "metric")}{(plan.TestedDistributions > 0 ? $" and {Figures.Plural(plan.TestedDistributions, "distribution")}" : "")} {(plan.Tested + plan.TestedDistributions == 1 ? "was" : "were")} tested";

    /// <summary>What readers must know of a plan's history, a sentence each.</summary>
    public static IEnumerable<string> Notes(PlanHistory plan)
    {
        if (plan.Excluded.Count > 0)
        {
            yield return $"{Figures.Plural(plan.Excluded.Count, "run")} left out: {Listed(plan.Excluded.Select(r => $"{r.Id} ({r.Reason})"))}.";
        }

        foreach (var (what, moves) in plan.Environment.GroupBy(e => e.What).Select(g => (g.Key, g.ToArray())))
        {
            yield return $"The runs are not all alike in {what}: {Listed(moves.Select(m => $"{m.Before} → {m.After} with run {m.Index + 1}"))}.";
        }

        if (!plan.HasTooFewRuns && plan.Metrics.Where(m => m is { IsTested: false, Known: > 0 }).ToArray() is { Length: > 0 } few)
        {
            yield return $"Known of fewer than {ChangePoints.FewestRuns} runs, so not tested: {Listed(few.Select(m => $"{m.Service} {m.Metric.Title}"))}.";
        }

        if (plan.Runs.Count > 0 && plan.Metrics.GroupBy(m => m.Service).Where(g => g.All(m => m.Values[^1] is null)).Select(g => g.Key).ToArray() is { Length: > 0 } gone)
        {
            yield return $"Nothing of them is known in the last run: {Listed(gone)}.";
        }

        if (plan.Uncertain.Count > 0)
        {
            var likeliest = plan.Uncertain.OrderBy(c => (c.Q, c.P)).Take(3).Select(c => $"{c.Service} {HistoryText.Title(c)} {HistoryText.Amount(c)} with run {c.Index + 1} (q {HistoryText.Chance(c.Q)})");
            yield return $"Found, but not counted, for chance finds as much among so many tests, or too few runs show it: {Figures.Plural(plan.Uncertain.Count, "change")}, the likeliest {string.Join(", ", likeliest)}.";
        }
    }

    private static string Metrics(MetricChange[] changes)
    {
        var services = changes.Select(c => c.Service).Distinct().ToArray();
        var metrics = changes.Select(c => (c.Service, c.Metric)).Distinct().Count();
        return $"{Figures.Plural(metrics, "metric")} of {(services.Length == 1 ? services[0] : Figures.Plural(services.Length, "service"))}";
    }

    private static string Listed(IEnumerable<string> texts)
    {
        var all = texts.ToArray();
        return string.Join(", ", all.Take(8)) + (all.Length > 8 ? $" and {all.Length - 8} more" : "");
    }
}
