namespace Stampede.Analysis;

/// <summary>One thing to do in the repository.</summary>
/// <param name="Action">What.</param>
/// <param name="Reason">Why, in a sentence for the console.</param>
public sealed record IssueStep(IssueAction Action, string Reason)
{
    /// <summary>The issue that is there; null for one to open.</summary>
    public TrackedIssue? Issue { get; init; }

    /// <summary>The title to set; null to leave it.</summary>
    public string? Title { get; init; }

    /// <summary>The body to set; null to leave it.</summary>
    public string? Body { get; init; }

    /// <summary>A comment to write; null for none. It begins with a hidden line that tells it from all others.</summary>
    public string? Comment { get; init; }

    /// <summary>Labels that it has to have.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}
