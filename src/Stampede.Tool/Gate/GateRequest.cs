using Stampede.Analysis;

namespace Stampede.Engine;

/// <summary>What a gate is asked to do.</summary>
/// <param name="Comparison">What is compared with what.</param>
/// <param name="Folder">Where the reports go.</param>
internal sealed record GateRequest(ComparisonRequest Comparison, string Folder)
{
    /// <summary>Earlier runs; empty for the folder of results or the store, null for none.</summary>
    public IReadOnlyList<string>? History { get; init; }

    /// <summary>Whether the runs become the baseline where there is none.</summary>
    public bool SavesFirst { get; init; }

    /// <summary>Whether the job's summary and annotations are written.</summary>
    public bool IsGitHub { get; init; }

    /// <summary>Where issues go; null for none.</summary>
    public IssueTarget? Target { get; init; }

    /// <summary>Whether issues are only printed.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>What has an issue of its own.</summary>
    public IssueGrouping Grouping { get; init; }
}
