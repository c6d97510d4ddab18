namespace Stampede.Analysis;

/// <summary>What is asked of a comparison, beside its margins.</summary>
public sealed record ComparisonOptions
{
    /// <summary>From which level on a metric that regressed fails the comparison: warning or failure, the default.</summary>
    public ChangeLevel FailOn { get; init; } = ChangeLevel.Failure;

    /// <summary>
    /// Whether inconclusive metrics do not fail it; default false. It allows neither a comparison of nothing nor a metric that the baseline has and the
    /// candidate lacks.
    /// </summary>
    public bool AllowsInconclusive { get; init; }

    /// <summary>The differences that are accepted, of <see cref="ManifestDifference.Allowable"/>; default none.</summary>
    public IReadOnlyCollection<string> Allowed { get; init; } = [];
}
