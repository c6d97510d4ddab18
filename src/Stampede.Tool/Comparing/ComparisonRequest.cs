using Stampede.Analysis;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary>What is to be compared with what, and how: the options of <c>stampede compare</c>.</summary>
internal sealed record ComparisonRequest
{
    /// <summary>Runs to be held against the baseline: run folders, folders of such, other tools' files, files of metrics.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>The baseline: a file of baselines, else runs as those that are compared.</summary>
    public required IReadOnlyList<string> Baseline { get; init; }

    /// <summary>The name of a baseline of a file; null for the current one.</summary>
    public string? BaselineName { get; init; }

    /// <summary>The map of services; null for none.</summary>
    public string? Services { get; init; }

    /// <summary>The file of margins; null for none.</summary>
    public string? Margins { get; init; }

    /// <summary>The folder of the run folders.</summary>
    public string Results { get; init; } = "results";

    /// <summary>The store; null for none.</summary>
    public PostgresRunStore? Store { get; init; }

    /// <summary>What is asked of the comparison.</summary>
    public ComparisonOptions Options { get; init; } = new();

    /// <summary>The seed of the draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The command line that repeats it.</summary>
    public string? Command { get; init; }
}
