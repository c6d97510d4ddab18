using Stampede.Engine;

namespace Stampede;

/// <summary>A request that is described before it is sent: for <see cref="HttpSession.All"/> and <see cref="HttpSession.Send"/>.</summary>
/// <param name="method">An HTTP method.</param>
/// <param name="url">A path from a slash, or an absolute URL.</param>
public sealed class Request(string method, string url)
{
    /// <summary>An HTTP method.</summary>
    public string Method { get; } = method;

    /// <summary>A path from a slash, or an absolute URL.</summary>
    public string Url { get; } = url;

    /// <summary>The name of its statistics; default the path without its query.</summary>
    public string? Name { get; init; }

    /// <summary>The body: an object (JSON), text, bytes, a stream or a <see cref="Stampede.Body"/>; default none.</summary>
    public object? Body { get; init; }

    /// <summary>The body's media type; default by its kind.</summary>
    public string? ContentType { get; init; }

    /// <summary>Query values: an object's properties or a dictionary; default none.</summary>
    public object? Query { get; init; }

    /// <summary>Headers of this request beside (or instead of) those of every request; default none.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>From start to last byte; default the session's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Whether redirects are followed; default as the session says.</summary>
    public bool? FollowRedirects { get; init; }

    /// <summary>Counts the body's bytes and does not keep them; default false.</summary>
    public bool DiscardBody { get; init; }

    /// <summary>A GET.</summary>
    public static Request Get(string url, string? name = null) => new("GET", url) { Name = name };

    /// <summary>A POST.</summary>
    public static Request Post(string url, object? body = null, string? name = null) => new("POST", url) { Body = body, Name = name };

    /// <summary>A PUT.</summary>
    public static Request Put(string url, object? body = null, string? name = null) => new("PUT", url) { Body = body, Name = name };

    /// <summary>A PATCH.</summary>
    public static Request Patch(string url, object? body = null, string? name = null) => new("PATCH", url) { Body = body, Name = name };

    /// <summary>A DELETE.</summary>
    public static Request Delete(string url, string? name = null) => new("DELETE", url) { Name = name };

    internal RequestParts Parts() => new()
    {
        Method = Method,
        Url = Url,
        Name = Name,
        Body = Body is null ? null : Stampede.Body.From(Body, ContentType),
        Query = Query,
        Headers = Headers,
        Timeout = Timeout,
        FollowRedirects = FollowRedirects,
        DiscardBody = DiscardBody,
    };
}
