namespace Stampede.Engine;

/// <summary>How far a test of a suite came.</summary>
internal sealed record SuiteStateEntry
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How far it came.</summary>
    public SuiteStep Step { get; init; }

    /// <summary>Why it was not run; null where it was.</summary>
    public string? Reason { get; init; }

    /// <summary>What it would be run with, as a hash: another one is another test.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Its run folder, within the suite's; null where there is none.</summary>
    public string? Run { get; init; }

    /// <summary>The exit code of its process; null where it was not run.</summary>
    public int? ExitCode { get; init; }
}
