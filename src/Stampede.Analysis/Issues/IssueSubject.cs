namespace Stampede.Analysis;

/// <summary>What a comparison says about one service, for the issue on it.</summary>
public sealed record IssueSubject
{
    /// <summary>The marker that the issue gets: key, change and what is told.</summary>
    public required IssueMarker Marker { get; init; }

    /// <summary>The service, for messages.</summary>
    public required string Service { get; init; }

    /// <summary>Whether a metric regressed.</summary>
    public bool IsRegressed => Marker.Told.Count > 0;

    /// <summary>The title; empty where nothing regressed.</summary>
    public string Title { get; init; } = "";

    /// <summary>Writes the body, with the marker, in at most so many characters; empty where nothing regressed.</summary>
    public Func<int, string> Body { get; init; } = _ => "";

    /// <summary>What a new issue has below the body, for people to change.</summary>
    public string Below { get; init; } = "";

    /// <summary>What a comment says of the figures now, or of the recovery.</summary>
    public required string Comment { get; init; }

    /// <summary>The labels; empty where nothing regressed.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Point estimates by metric, in the unit of the margin.</summary>
    public IReadOnlyDictionary<string, double> Estimates { get; init; } = new Dictionary<string, double>();

    /// <summary>Metrics that recovered, each with how that is known: shown to be unchanged or better, or back for runs enough in the history.</summary>
    public IReadOnlyDictionary<string, string> Recovered { get; init; } = new Dictionary<string, string>();

    /// <summary>When the latest change for the worse in the history began; null without a history, or where it has none.</summary>
    public DateTimeOffset? LatestChange { get; init; }
}
