namespace Stampede.Analysis;

/// <summary>What is done with an issue.</summary>
public enum IssueAction
{
    /// <summary>Nothing; the step says why.</summary>
    Leave,

    /// <summary>A new one is opened.</summary>
    Open,

    /// <summary>Its text is replaced; with a comment where there is news.</summary>
    Update,

    /// <summary>One that was closed after a recovery is opened again: it is worse again.</summary>
    Reopen,

    /// <summary>It is closed, with a comment that says why.</summary>
    Close,
}
