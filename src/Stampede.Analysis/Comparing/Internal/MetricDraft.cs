namespace Stampede.Analysis;

/// <summary>A metric that was measured on both sides, and is to be judged with the others.</summary>
internal sealed record MetricDraft(string Service, ComparedMetric Metric, Margin Margin, bool Gates)
{
    public long? BaselineRequests { get; init; }

    public long? CandidateRequests { get; init; }

    public Measured Measured { get; init; } = new();

    /// <summary>Why both sides must not be held against each other in it; null where they may.</summary>
    public string? Obstacle { get; init; }
}
