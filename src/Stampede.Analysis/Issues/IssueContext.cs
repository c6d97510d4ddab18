namespace Stampede.Analysis;

/// <summary>What an issue says beside the comparison.</summary>
public sealed record IssueContext
{
    /// <summary>What has an issue of its own.</summary>
    public IssueGrouping Grouping { get; init; }

    /// <summary>The commands that measure and compare again, a line each; where there are none, general ones are named.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>The page of the pipeline's run, where logs and run folders are; null for none.</summary>
    public Uri? Page { get; init; }
}
