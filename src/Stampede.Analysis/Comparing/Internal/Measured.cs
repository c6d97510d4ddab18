namespace Stampede.Analysis;

/// <summary>One metric of one service on both sides, before it is judged.</summary>
internal sealed record Measured
{
    public double? Baseline { get; init; }

    public double? Candidate { get; init; }

    public double[] BaselineRuns { get; init; } = [];

    public double[] CandidateRuns { get; init; } = [];

    /// <summary>The change; null where <see cref="Missing"/> says why.</summary>
    public Effect? Effect { get; init; }

    /// <summary>Why there is nothing to compare, in a sentence.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether the candidate lacks what the baseline has.</summary>
    public bool IsLost { get; init; }
}
