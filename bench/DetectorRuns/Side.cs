namespace DetectorRuns;

/// <summary>Which of a comparison's two sides a run is of.</summary>
internal enum Side
{
    /// <summary>What is compared with: the service as it is.</summary>
    Baseline,

    /// <summary>What is judged: the same service again, or a slower one.</summary>
    Candidate,
}
