namespace Stampede.Analysis;

/// <summary>What a comparison says of one metric of one service.</summary>
public sealed record MetricComparison
{
    /// <summary>The service; without a map of services the request's method and name.</summary>
    public required string Service { get; init; }

    /// <summary>The metric.</summary>
    public required ComparedMetric Metric { get; init; }

    /// <summary>The baseline's value: the median of its runs, a percentile or rate of all their requests where that is what was compared. Null where unknown.</summary>
    public double? Baseline { get; init; }

    /// <summary>The candidate's value, as <see cref="Baseline"/>.</summary>
    public double? Candidate { get; init; }

    /// <summary>The value of each of the baseline's runs that has it, in order.</summary>
    public IReadOnlyList<double> BaselineRuns { get; init; } = [];

    /// <summary>The value of each of the candidate's runs that has it, in order.</summary>
    public IReadOnlyList<double> CandidateRuns { get; init; } = [];

    /// <summary>The baseline's requests; null where unknown.</summary>
    public long? BaselineRequests { get; init; }

    /// <summary>The candidate's requests; null where unknown.</summary>
    public long? CandidateRequests { get; init; }

    /// <summary>The change, in the unit of <see cref="Margin"/>; null where there was nothing to compare.</summary>
    public Effect? Effect { get; init; }

    /// <summary>The change's q-value among all metrics tested; null where it was not tested.</summary>
    public double? Q { get; init; }

    /// <summary>From what size on a change matters, and which way is worse.</summary>
    public required Margin Margin { get; init; }

    /// <summary>What is said; only unchanged and improved are a pass.</summary>
    public required ChangeVerdict Verdict { get; init; }

    /// <summary>By which level a metric that regressed is worse.</summary>
    public ChangeLevel Level { get; init; }

    /// <summary>Why, in a sentence or two.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether it decides the outcome; otherwise it is only told.</summary>
    public bool Gates { get; init; } = true;

    /// <summary>Whether the baseline has it and the candidate, in one run at least, has not.</summary>
    public bool IsLost { get; init; }
}
