namespace Stampede.Analysis;

/// <summary>What has an issue of its own.</summary>
public enum IssueGrouping
{
    /// <summary>Each service: its metrics change together. The default.</summary>
    Service,

    /// <summary>The whole plan: one issue for all services.</summary>
    Plan,
}
