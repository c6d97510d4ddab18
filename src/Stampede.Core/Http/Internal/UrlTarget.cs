using System.Diagnostics.CodeAnalysis;

namespace Stampede.Engine;

/// <summary>Where a request goes: an origin and what stands in the request line.</summary>
/// <param name="Origin">Scheme, host and port.</param>
/// <param name="Target">Path and query as they are sent: begins with a slash, everything encoded, no fragment.</param>
/// <param name="UserInfo">What stood before the @ of the URL, still encoded; null without one.</param>
internal readonly record struct UrlTarget(Origin Origin, string Target, string? UserInfo)
{
    /// <summary>The path without the query: the default name of a request.</summary>
    public ReadOnlySpan<char> NameSpan
    {
        get
        {
            var query = Target.IndexOf('?');
            return query < 0 ? Target : Target.AsSpan(0, query);
        }
    }

    /// <summary>The path without the query: the default name of a request. Allocates only where there is a query.</summary>
    public string Name
    {
        get
        {
            var query = Target.IndexOf('?');
            return query < 0 ? Target : Target[..query];
        }
    }

    /// <summary>The URL without user info.</summary>
    public override string ToString() => Origin + Target;

    /// <summary>Reads the host of a load test: an absolute URL, possibly with a path that all requests begin with.</summary>
    /// <exception cref="UriFormatException">Says what is wrong and what to write.</exception>
    public static UrlTarget Base(string host) =>
        TryBase(host, out var target, out var problem) ? target : throw new UriFormatException(problem);

    /// <summary>As <see cref="Base"/>; the problem is a whole sentence.</summary>
    public static bool TryBase(string host, out UrlTarget target, [NotNullWhen(false)] out string? problem)
    {
        target = default;
        var clause = OriginParser.Read(host, out var origin, out var userInfo, out var end);
        if (clause is null && host.AsSpan(end).Contains('?'))
        {
            clause = "has a query; a host is scheme, name, port and perhaps a path";
        }

        if (clause is not null)
        {
            problem = $"The host '{host}' {clause}.";
            return false;
        }

        var path = TargetEncoder.Encode(host[end..]).TrimEnd('/');
        target = new UrlTarget(origin!, path.Length == 0 ? "/" : path.StartsWith('/') ? path : "/" + path, userInfo);
        problem = null;
        return true;
    }

    /// <summary>Where a URL goes that was written in a task, with this as the host.</summary>
    /// <param name="url">
    /// A path from a slash (the path of the host stands before it), a query from a question mark, nothing, or an absolute http or https URL.
    /// A path without anything to encode is not copied.
    /// </param>
    /// <exception cref="UriFormatException">Says what is wrong and what to write.</exception>
    public UrlTarget Resolve(string url)
    {
        if (url.Length == 0)
        {
            return this;
        }

        switch (url[0])
        {
            case '/':
                var path = TargetEncoder.Encode(url);
                return this with { Target = Target.Length == 1 ? path : Target + path };
            case '?':
                return this with { Target = Target + TargetEncoder.Encode(url) };
            case '#':
                return this;
            default:
                return Absolute(url);
        }
    }

    /// <summary>Reads an absolute URL.</summary>
    /// <exception cref="UriFormatException">Says what is wrong and what to write.</exception>
    public static UrlTarget Parse(string url)
    {
        var clause = OriginParser.Read(url, out var origin, out var userInfo, out var end);
        return clause is null
            ? new UrlTarget(origin!, PathFrom(url, end), userInfo)
            : throw new UriFormatException($"The URL '{url}' {clause}.");
    }

    private UrlTarget Absolute(string url)
    {
        if (!OriginParser.IsAbsolute(url))
        {
            throw new UriFormatException(
                $"The URL '{url}' is neither a path nor absolute; begin it with '/', '?', http:// or https://.");
        }

        // Most absolute URLs name the host of the test: its origin is known already.
        var target = Parse(url);
        return target.Origin.Equals(Origin) ? target with { Origin = Origin, UserInfo = target.UserInfo ?? UserInfo } : target;
    }

    private static string PathFrom(string url, int start)
    {
        var encoded = TargetEncoder.Encode(url[start..]);
        return encoded.Length == 0 ? "/" : encoded[0] == '/' ? encoded : "/" + encoded;
    }
}
