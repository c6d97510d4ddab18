namespace Stampede.Metrics;

/// <summary>How often one kind of failure occurred.</summary>
public sealed class FailureStats
{
    /// <summary>Occurrences.</summary>
    public long Count { get; set; }

    /// <summary>When it was first seen, UTC.</summary>
    public DateTimeOffset First { get; set; }

    /// <summary>When it was last seen, UTC.</summary>
    public DateTimeOffset Last { get; set; }

    /// <summary>Up to three samples, the first ones seen.</summary>
    public IReadOnlyList<FailureSample> Samples { get; set; } = [];
}
