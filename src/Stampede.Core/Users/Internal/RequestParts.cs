namespace Stampede.Engine;

/// <summary>The arguments of a request, as the methods of a session take them.</summary>
internal readonly struct RequestParts
{
    public required string Method { get; init; }

    public required string Url { get; init; }

    public string? Name { get; init; }

    public Body? Body { get; init; }

    public object? Query { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public TimeSpan? Timeout { get; init; }

    public bool? FollowRedirects { get; init; }

    public bool DiscardBody { get; init; }
}
