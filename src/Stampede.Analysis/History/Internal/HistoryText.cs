using System.Globalization;
using Stampede.Baselines;
using Stampede.Baselines.Internal;
using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>Histories in words and figures: the same in every report.</summary>
internal static class HistoryText
{
    /// <summary>A value with its unit.</summary>
    public static string Value(HistoryMetric metric, double value) =>
        metric.Compared is { } compared ? ComparisonText.Value(compared, value) : $"{Figures.Number(value)} %";

    /// <summary>What it was and what it is: <c>100 ms to 120 ms</c>.</summary>
    public static string Values(MetricChange change) => $"{Value(change.Metric, change.Before.Mean)} → {Value(change.Metric, change.After.Mean)}";

    /// <summary>By how much: <c>+20.0 %</c>, of shares <c>+1.50 points</c>.</summary>
    public static string Amount(MetricChange change) =>
        change.Metric.IsShare ? $"{Signed(change.Difference, "0.00")} points"
        : double.IsInfinity(change.Change) ? "from 0"
        : $"{Signed(100 * change.Change, "0.0")} %";

    /// <summary>The interval of it: <c>+17.9 to +22.2 %</c>; empty where there is none.</summary>
    public static string Interval(MetricChange change) =>
        change is not { ChangeLow: { } low, ChangeHigh: { } high } ? ""
        : change.Metric.IsShare ? $"{Signed(low, "0.00")} to {Signed(high, "0.00")} points"
        : $"{Signed(100 * low, "0.0")} to {Signed(100 * high, "0.0")} %";

    /// <summary>Which way, and what became of it: <c>worse, still so</c>.</summary>
    public static string Outcome(MetricChange change)
    {
        var way = change.IsWorse ? "worse" : "better";
        var state = (change.State, change.IsWorse) switch
        {
            (ChangeState.Lasting, _) => "still so",
            (ChangeState.Returning, true) => "coming back",
            (ChangeState.Returning, false) => "being lost",
            (_, true) => "recovered",
            _ => "lost again",
        };
        return $"{way}, {state}{(change.IsSmall ? "; small" : "")}{(change.IsSetByPlan ? "; set by the plan" : "")}";
    }

    /// <summary>What is measured, for a heading: <c>p95</c>, <c>distribution, up to 41.2 ms</c>.</summary>
    public static string Title(HistorySeries series) => series.UpTo is { } value ? $"requests within {Time(value)}" : series.Metric.Title;

    /// <summary>The same of a change.</summary>
    public static string Title(MetricChange change) =>
        change is { Kind: ChangeKind.Distribution, Distribution: { } evidence } ? $"requests within {Time(evidence.Value)}" : change.Metric.Title;

    /// <summary>What the second detector says, in a sentence; null where it says nothing, or is what found the change.</summary>
    public static string? Confirmation(MetricChange change) => change is { Kind: ChangeKind.Mean, Distribution: { } evidence }
        ? $"The distribution changed too: {Share(evidence.ShareBefore)} of requests took at most {Time(evidence.Value)} before, {Share(evidence.ShareAfter)} after."
        : null;

    /// <summary>A run: <c>run 21, 2026-11-21 02:00 UTC, commit 000000a</c>.</summary>
    public static string Run(PlanHistory plan, int index)
    {
        var run = plan.Runs[index];
        var time = run.Manifest.Started is { } started ? $", {Minute(started)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"run {index + 1}{time}{(run.Manifest.Commit is { } commit ? $", commit {CommitText.Short(commit)}" : "")}");
    }

    /// <summary>After what the change came, and with what at the latest, in a sentence.</summary>
    public static string Suspects(PlanHistory plan, MetricChange change)
    {
        var (before, first) = (plan.Runs[change.Before.Last].Manifest.Commit, plan.Runs[change.Index].Manifest.Commit);
        return (before, first) switch
        {
            ({ } a, { } b) when a == b && CommitText.IsDirty(a) => $"Both sides were measured at {CommitText.Short(a)}, with changes that are in no commit: what differs is not known.",
            ({ } a, { } b) when CommitText.Clean(a) == CommitText.Clean(b) => $"Both sides are of commit {CommitText.Short(b)}{(a == b ? "" : ", once with changes that are in no commit")}: it is not a commit, but what else changed.",
            ({ } a, { } b) => $"Suspects: the commits after {CommitText.Short(a)} up to {CommitText.Short(b)}{(CommitText.IsHash(a) && CommitText.IsHash(b) ? $" (git log {CommitText.Clean(CommitText.Short(a))}..{CommitText.Clean(CommitText.Short(b))})" : "")}"
                + $"{(CommitText.IsDirty(a) || CommitText.IsDirty(b) ? ", and what -dirty says: changes that are in no commit" : "")}.",
            _ => "Which commits were measured is not known.",
        };
    }

    /// <summary>How wide the range of suspects is at most, in a sentence; null where it is a single step.</summary>
    public static string? Widest(PlanHistory plan, MetricChange change) => change.SuspectAfter == change.Before.Last && change.SuspectLast == change.Index
        ? null
        : $"It may have come as early as after {Run(plan, change.SuspectAfter)} and as late as with {Run(plan, change.SuspectLast)}.";

    /// <summary>What else changed there, in a sentence; null for nothing.</summary>
    public static string? Environment(MetricChange change) => change.Environment.Count == 0
        ? null
        : $"Not only commits changed there: {string.Join(", ", change.Environment.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.What} {e.Before} → {e.After} with run {e.Index + 1}")))}.";

    /// <summary>What the plan is called: its name, and so much of its hash as tells it from others.</summary>
    public static string Plan(PlanHistory plan) => plan.PlanHash is { } hash ? $"{plan.Plan} (plan {hash[..Math.Min(8, hash.Length)]})"
        : plan.Format is { } format ? $"{plan.Plan} (from {format})" : plan.Plan;

    /// <summary>How many runs from when to when.</summary>
    public static string Runs(PlanHistory plan)
    {
        var runs = Figures.Plural(plan.Runs.Count, "run");
        return plan.Runs is [{ Manifest.Started: { } first }, ..] && plan.Runs[^1].Manifest.Started is { } last
            ? plan.Runs.Count == 1 ? $"{runs}, {Minute(first)}" : $"{runs} from {Minute(first)} to {Minute(last)}"
            : plan.Runs.Count > 1 ? $"{runs}, when is not known: in the order in which they were given" : runs;
    }

    /// <summary>A P or q as it is told.</summary>
    public static string Chance(double p) => p switch
    {
        < 0.0001 => "< 0.0001",
        _ => p.ToString(p < 0.01 ? "0.0000" : "0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>A time to the minute.</summary>
    public static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static string Time(double milliseconds) => Figures.Time(milliseconds * 1_000);

    private static string Share(double share) => $"{Figures.Number(100 * share)} %";

    private static string Signed(double value, string format) => value.ToString($"+{format};-{format};{format}", CultureInfo.InvariantCulture);
}
