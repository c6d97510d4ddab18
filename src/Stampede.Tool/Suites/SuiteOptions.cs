namespace Stampede.Engine;

/// <summary>How a suite is to be run.</summary>
internal sealed record SuiteOptions
{
    /// <summary>The names of the only tests to run; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>How long each test takes instead; null for its own length.</summary>
    public TimeSpan? ScaleTo { get; init; }
}
