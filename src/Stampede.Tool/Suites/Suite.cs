namespace Stampede.Engine;

/// <summary>What a suite file says: several load tests, one after the other (docs/reference/suites.md).</summary>
internal sealed record Suite
{
    /// <summary>Its name; default the file's, without the extension.</summary>
    public required string Name { get; init; }

    /// <summary>The suite file.</summary>
    public required string File { get; init; }

    /// <summary>What must answer before the first test; null for nothing.</summary>
    public HealthCheck? Health { get; init; }

    /// <summary>Systems under test that are started for it, in order.</summary>
    public IReadOnlyList<SuiteService> Services { get; init; } = [];

    /// <summary>The load tests, in order; at least one.</summary>
    public required IReadOnlyList<SuiteEntry> Entries { get; init; }
}
