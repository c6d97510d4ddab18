using Stampede.Results;

namespace Stampede.Stores;

/// <summary>Which runs are listed: those to which all of it applies; by default all.</summary>
public sealed record RunQuery
{
    /// <summary>The load test's name.</summary>
    public string? Name { get; init; }

    /// <summary>The hash of the plan, or its beginning.</summary>
    public string? PlanHash { get; init; }

    /// <summary>The commit, or its beginning.</summary>
    public string? Commit { get; init; }

    /// <summary>The branch.</summary>
    public string? Branch { get; init; }

    /// <summary>The machine that sent the load.</summary>
    public string? Machine { get; init; }

    /// <summary>What it came to.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Tags that it has, all of them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Those that started then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>So many of the latest; null for all.</summary>
    public int? Limit { get; init; }
}
