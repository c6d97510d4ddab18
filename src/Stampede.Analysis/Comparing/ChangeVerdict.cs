namespace Stampede.Analysis;

/// <summary>What a comparison of one metric says.</summary>
public enum ChangeVerdict
{
    /// <summary>The data does not tell: too few runs, or a change that is neither certain and large nor shown to be small. Never a pass.</summary>
    Inconclusive,

    /// <summary>Worse: certain, and at least by the warning level.</summary>
    Regressed,

    /// <summary>Better: certain, and at least by the warning level.</summary>
    Improved,

    /// <summary>Shown to be the same: the whole interval is within the warning level, either way.</summary>
    Unchanged,

    /// <summary>Both sides must not be held against each other: another plan or machine, an invalid run, a service that is gone. Never a pass.</summary>
    NotComparable,
}
