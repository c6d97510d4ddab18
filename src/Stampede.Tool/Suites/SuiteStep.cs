namespace Stampede.Engine;

/// <summary>How far a test of a suite came.</summary>
internal enum SuiteStep
{
    /// <summary>It was not run (yet).</summary>
    NotRun,

    /// <summary>It runs, or its suite was killed while it ran.</summary>
    Running,

    /// <summary>Ctrl-C ended it; a resumed suite runs it anew.</summary>
    Interrupted,

    /// <summary>It ran to its end, whatever it came to.</summary>
    Finished,
}
