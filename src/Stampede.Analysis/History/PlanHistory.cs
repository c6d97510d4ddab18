namespace Stampede.Analysis;

/// <summary>What the history of one plan says.</summary>
public sealed record PlanHistory
{
    /// <summary>The load test's name.</summary>
    public required string Plan { get; init; }

    /// <summary>The plan's hash; null where it is not known.</summary>
    public string? PlanHash { get; init; }

    /// <summary>The format that its runs were imported from; null for runs of Stampede's own.</summary>
    public string? Format { get; init; }

    /// <summary>Whether later runs have the name and another plan. Its regressions count no longer.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>The runs, the oldest first; indexes of changes, regimes and values are theirs.</summary>
    public required IReadOnlyList<HistoryEntry> Runs { get; init; }

    /// <summary>Runs of the plan that are left out, each with its reason.</summary>
    public IReadOnlyList<ExcludedRun> Excluded { get; init; } = [];

    /// <summary>Where runs came to be made elsewhere or with another runtime.</summary>
    public IReadOnlyList<EnvironmentChange> Environment { get; init; } = [];

    /// <summary>The metrics, by service; of the distribution only where a change is in nothing else.</summary>
    public required IReadOnlyList<HistorySeries> Metrics { get; init; }

    /// <summary>The changes that count, in order of the runs.</summary>
    public IReadOnlyList<MetricChange> Changes { get; init; } = [];

    /// <summary>Changes that a detector found, but of which as many would be found by chance among so many metrics, or which too few runs show. They are in no regime.</summary>
    public IReadOnlyList<MetricChange> Uncertain { get; init; } = [];

    /// <summary>How many metrics had enough runs and were tested.</summary>
    public int Tested { get; init; }

    /// <summary>Of how many services the distributions were tested.</summary>
    public int TestedDistributions { get; init; }

    /// <summary>Whether there are too few runs to say anything: fewer than 10 that any metric is known of.</summary>
    public bool HasTooFewRuns => Tested == 0;

    /// <summary>Regressions that matter and are still there.</summary>
    public IEnumerable<MetricChange> Lasting => Changes.Where(c => c.IsRegression && c.State == ChangeState.Lasting);
}
