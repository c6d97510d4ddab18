using Stampede.Reporting;

namespace Stampede.Engine;

/// <summary>A load test of a suite, with what the suite changes about it.</summary>
internal sealed record SuiteEntry
{
    /// <summary>Its name within the suite.</summary>
    public required string Name { get; init; }

    /// <summary>The load-test file or project, as a path that can be opened.</summary>
    public required string File { get; init; }

    /// <summary>Where it stands in the suite file.</summary>
    public required long Line { get; init; }

    /// <summary>The command line, <c>--users=100</c>; may name services as <c>${name}</c>.</summary>
    public IReadOnlyList<SuiteArgument> Arguments { get; init; } = [];

    /// <summary>Variables of its process, beside those of the suite's own; values may name services.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What must answer before it; null for nothing.</summary>
    public HealthCheck? Health { get; init; }

    /// <summary>The pause before it, where another test ran before.</summary>
    public TimeSpan CoolDown { get; init; }

    /// <summary>What its figures are held against beside its thresholds.</summary>
    public IReadOnlyList<Band> Bands { get; init; } = [];

    /// <summary>What others published about such a test; null for nothing.</summary>
    public Published? Published { get; init; }

    /// <summary>The services that it uses.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];
}
