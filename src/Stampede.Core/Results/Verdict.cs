namespace Stampede.Results;

/// <summary>What a run came to.</summary>
public enum Verdict
{
    /// <summary>Every threshold holds, or there is none.</summary>
    Passed,

    /// <summary>A threshold does not hold.</summary>
    Failed,

    /// <summary>A threshold had nothing to measure.</summary>
    NoData,

    /// <summary>The numbers must not be believed.</summary>
    Invalid,
}
