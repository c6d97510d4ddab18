namespace Stampede.Analysis;

/// <summary>One metric of one service over a history.</summary>
public sealed record HistorySeries
{
    /// <summary>The service; without a map the request's method and name.</summary>
    public required string Service { get; init; }

    /// <summary>The metric.</summary>
    public required HistoryMetric Metric { get; init; }

    /// <summary>The response time in milliseconds that the shares are of; null but for <see cref="HistoryMetric.Distribution"/>.</summary>
    public double? UpTo { get; init; }

    /// <summary>A value a run; null where it is unknown.</summary>
    public required IReadOnlyList<double?> Values { get; init; }

    /// <summary>How many are known.</summary>
    public int Known => Values.Count(v => v is not null);

    /// <summary>Whether there are enough of them that "no change" says something.</summary>
    public bool IsTested => Known >= ChangePoints.FewestRuns;

    /// <summary>Its regimes, the oldest first; one where nothing changed, none where nothing is known.</summary>
    public required IReadOnlyList<Regime> Regimes { get; init; }
}
