using Stampede.Baselines.Internal;
namespace Stampede.Analysis;

/// <summary>The runs of one plan in the order in which they started. Runs of different plans are different histories, never mixed.</summary>
public sealed record RunHistory
{
    private const int FewestHashDigits = 6;

    /// <summary>The load test's name, or what the runs were said to be of.</summary>
    public required string Plan { get; init; }

    /// <summary>The plan's hash; null where it is not known, as of imported runs.</summary>
    public string? PlanHash { get; init; }

    /// <summary>The format that its runs were imported from; null for runs of Stampede's own. Tools measure differently, so formats are not mixed either.</summary>
    public string? Format { get; init; }

    /// <summary>Whether later runs have the name and another plan: this one is over.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>Its runs, the oldest first.</summary>
    public required IReadOnlyList<HistoryRun> Runs { get; init; }

    /// <summary>Runs of the plan that are left out.</summary>
    public IReadOnlyList<ExcludedRun> Excluded { get; init; } = [];

    /// <summary>Sorts runs into histories, in the order of their last runs.</summary>
    /// <param name="runs">The runs, in any order. Those of one second go by their names; where no start is known they stay as they are given.</param>
    /// <param name="plan">
    /// Only the plan of this name, or whose hash begins with it (six digits at least). Where no run has it, the runs whose plan is not known (files of other
    /// tools, each named after its file) are taken as runs of it. Null: all plans.
    /// </param>
    public static IReadOnlyList<RunHistory> Of(IEnumerable<HistoryRun> runs, string? plan = null)
    {
        var all = runs.ToArray();
        var chosen = plan is null ? all : [.. all.Where(r => Is(r, plan))];
        string? given = null;
        if (chosen.Length == 0 && plan is not null)
        {
            given = plan;
            chosen = [.. all.Where(r => r.Metrics.Manifest.PlanHash is null)];
        }

        var histories = chosen.GroupBy(r => (Plan: given ?? r.Metrics.Manifest.Name, r.Metrics.Manifest.PlanHash, r.Metrics.Manifest.Format))
            .Select(g => Create(g.Key.Plan, g.Key.PlanHash, g) with { Format = g.Key.Format })
            .OrderBy(Last).ThenBy(h => h.Plan, StringComparer.Ordinal).ToArray();
        return [.. histories.Select((h, i) => h with { IsSuperseded = h.PlanHash is not null && histories[(i + 1)..].Any(o => o.Plan == h.Plan && o.PlanHash is not null) })];
    }

    private static bool Is(HistoryRun run, string plan) => run.Metrics.Manifest.Name == plan
        || (plan.Length >= FewestHashDigits && run.Metrics.Manifest.PlanHash?.StartsWith(plan, StringComparison.OrdinalIgnoreCase) == true);

    private static RunHistory Create(string plan, string? hash, IEnumerable<HistoryRun> runs)
    {
        var all = runs.ToArray();
        var anyStart = all.Any(r => r.Metrics.Manifest.Started is not null);
        var ordered = anyStart ? [.. all.OrderBy(Start).ThenBy(r => r.Id.Length).ThenBy(r => r.Id, StringComparer.Ordinal)] : all;
        var reasons = ordered.Select((r, i) => r.Unfit
            ?? (anyStart && r.Metrics.Manifest.Started is null ? "without a known start: its place among the others is not known"
                : Copied(r, ordered.AsSpan(0, i)) is { } copied ? $"the same run as {copied.Id}: a run counts once" : null)).ToArray();
        return new RunHistory
        {
            Plan = plan,
            PlanHash = hash,
            Runs = [.. ordered.Where((_, i) => reasons[i] is null)],
            Excluded = [.. ordered.Zip(reasons).Where(r => r.Second is not null).Select(r => new ExcludedRun(r.First.Id, r.First.Metrics.Manifest.Started, r.Second!))],
        };
    }

    // One that was given twice: runs of one start stand beside each other.
    private static HistoryRun? Copied(HistoryRun run, ReadOnlySpan<HistoryRun> before)
    {
        for (var i = before.Length - 1; run.Metrics.Manifest.Started is { } start && i >= 0 && before[i].Metrics.Manifest.Started == start; i--)
        {
            if (RunIdentity.IsSame(before[i].Metrics, run.Metrics))
            {
                return before[i];
            }
        }

        return null;
    }

    private static DateTimeOffset Start(HistoryRun run) => run.Metrics.Manifest.Started ?? DateTimeOffset.MinValue;

    private static DateTimeOffset Last(RunHistory history) =>
        history.Runs is [.., var last] ? Start(last) : history.Excluded.Max(r => r.Started) ?? DateTimeOffset.MinValue;
}
