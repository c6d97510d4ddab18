namespace Stampede.Analysis;

/// <summary>What a comparison comes to.</summary>
public enum ComparisonOutcome
{
    /// <summary>Nothing that counts got worse by a level that matters.</summary>
    Passed,

    /// <summary>Something got worse, by less than the level that fails.</summary>
    Warning,

    /// <summary>Something got worse by the level that fails, or more.</summary>
    Regressed,

    /// <summary>The data does not tell; never a pass.</summary>
    Inconclusive,

    /// <summary>Both sides must not be held against each other; never a pass.</summary>
    NotComparable,

    /// <summary>There was nothing to compare; never a pass.</summary>
    NoData,

    /// <summary>A run is invalid: no verdict can be given.</summary>
    Invalid,
}
