namespace Stampede;

/// <summary>Defaults of every user's HTTP session; each can be set per user (<c>Http.Timeout = …</c>) and most per request.</summary>
public sealed record HttpOptions
{
    /// <summary>From the start of a request to its last byte, redirects included; default 60 s (Locust's network_timeout).</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>To establish a connection, TLS included; default 60 s, and never beyond <see cref="Timeout"/>.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether redirects are followed; default true. HEAD is never redirected, as in Locust.</summary>
    public bool FollowRedirects { get; init; } = true;

    /// <summary>Redirects followed within one request; default 30.</summary>
    public int MaxRedirects { get; init; } = 30;

    /// <summary>Trust any server certificate; default false.</summary>
    public bool TrustAnyCertificate { get; init; }

    /// <summary>Keep connections open between requests; default true.</summary>
    public bool KeepAlive { get; init; } = true;

    /// <summary>Largest body that is read, in bytes, as received and as decoded; default 64 MB.</summary>
    public long BodyLimit { get; init; } = 64L << 20;

    /// <summary>Headers sent with every request; default: <c>User-Agent: Stampede</c>, <c>Accept: */*</c>, <c>Accept-Encoding: gzip, deflate, br</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
