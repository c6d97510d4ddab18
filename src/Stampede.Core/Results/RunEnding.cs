namespace Stampede.Results;

/// <summary>Why a run ended.</summary>
public enum RunEnding
{
    /// <summary>It has not ended, or its process was killed.</summary>
    None,

    /// <summary>The planned time was over, or all that was planned was done.</summary>
    Completed,

    /// <summary>Ctrl-C, or the caller's token.</summary>
    Interrupted,

    /// <summary>A threshold with abort failed.</summary>
    ThresholdAborted,

    /// <summary>A user blocked an event loop for over 5 s.</summary>
    LoopBlocked,

    /// <summary>Every user was lost: none could start.</summary>
    AllUsersLost,

    /// <summary>The test's own code ended it: a hook, an observer, a user.</summary>
    EndedByTest,

    /// <summary>An error in Stampede.</summary>
    Crashed,
}
