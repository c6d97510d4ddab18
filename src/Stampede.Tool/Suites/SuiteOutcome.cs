using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What became of a test of a suite.</summary>
internal sealed record SuiteOutcome
{
    /// <summary>The test.</summary>
    public required SuiteEntry Entry { get; init; }

    /// <summary>Its run; null where it was not run.</summary>
    public RunResult? Run { get; init; }

    /// <summary>Its run folder, within the suite's.</summary>
    public string? Folder { get; init; }

    /// <summary>Why there is no run; null where there is one.</summary>
    public string? NotRun { get; init; }

    /// <summary>Where its figures lie in their bands.</summary>
    public IReadOnlyList<BandResult> Bands { get; init; } = [];

    /// <summary>What it counts for in the exit code of the suite, bands included.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Whether it is of an earlier start of the suite, which was resumed.</summary>
    public bool IsKept { get; init; }
}
