using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stampede.Analysis;

/// <summary>
/// What tells an issue of Stampede's from all others, and what it last said: JSON in an HTML comment of the body, which nobody sees. Titles are never looked at.
/// </summary>
public sealed record IssueMarker
{
    private const string Start = "<!-- stampede-issue ";
    private const string End = " -->";

    // The default encoder escapes < and >, so that no name ends the comment.
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>What it is about: a hash of the plan and the service.</summary>
    public required string Key { get; init; }

    /// <summary>Against what the metrics changed: a hash of the baseline. With another baseline it is another change.</summary>
    public required string Change { get; init; }

    /// <summary>When the latest run started of which it told; null where that is not known.</summary>
    public DateTimeOffset? Seen { get; init; }

    /// <summary>What it last said.</summary>
    public IReadOnlyList<ToldMetric> Told { get; init; } = [];

    /// <summary>Whether it was closed because the metrics recovered, not by a person.</summary>
    public bool Recovered { get; init; }

    /// <summary>Whether it was closed because another one is about the same.</summary>
    public bool Duplicate { get; init; }

    /// <summary>The comment.</summary>
    public string Text() => $"{Start}{JsonSerializer.Serialize(this, Json)}{End}";

    /// <summary>Reads it from a body; null where there is none that can be read.</summary>
    public static IssueMarker? Read(string body)
    {
        if (Find(body) is not var (start, end))
        {
            return null;
        }

        try
        {
            var marker = JsonSerializer.Deserialize<IssueMarker>(body.AsSpan(start + Start.Length, end - End.Length - start - Start.Length), Json);
            return marker is null ? null : marker with { Told = [.. (marker.Told ?? []).Where(t => t?.Metric is not null).DistinctBy(t => t.Metric)] };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A body with this marker in place of the one it has.</summary>
    public string In(string body) => Find(body) is var (start, end) ? $"{body[..start]}{Text()}{body[end..]}" : $"{Text()}\n{body}";

    private static (int Start, int End)? Find(string body)
    {
        var start = body.IndexOf(Start, StringComparison.Ordinal);
        var end = start < 0 ? -1 : body.IndexOf(End, start, StringComparison.Ordinal);
        return end < 0 ? null : (start, end + End.Length);
    }
}
