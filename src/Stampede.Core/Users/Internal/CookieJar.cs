using System.Text;

namespace Stampede.Engine;

/// <summary>The cookies of one user (RFC 6265). Not thread-safe: a user does one thing at a time.</summary>
/// <remarks>
/// Without cookies it is three null fields. A cookie that is set again with the same value allocates nothing. There is no public-suffix list:
/// a load test talks to hosts that it knows; a Domain of a single label is refused unless it is the host itself.
/// </remarks>
internal sealed class CookieJar
{
    private const int MostPerDomain = 50;
    private const int Most = 300;

    // In the order in which they are sent: longer paths first, then by Sequence.
    private List<Cookie>? _cookies;
    private int _sequence;
    private bool _anyExpires;

    /// <summary>Whether there is nothing to send to anybody.</summary>
    public bool IsEmpty => _cookies is null or { Count: 0 };

    /// <summary>Number of cookies, ended ones included until they are noticed.</summary>
    public int Count => _cookies?.Count ?? 0;

    /// <summary>Takes over every Set-Cookie of an answer.</summary>
    /// <param name="answer">Its head is searched.</param>
    /// <param name="from">What was asked.</param>
    /// <param name="time">Asked only where there is a Set-Cookie.</param>
    public void Store(ResponseMessage answer, in UrlTarget from, TimeProvider time)
    {
        if (!answer.HasSetCookie)
        {
            return;
        }

        foreach (var header in answer.Headers)
        {
            if (header.Name.Length == 10 && Ascii.EqualsIgnoreCase(header.Name, "set-cookie"u8))
            {
                Store(header.Value, from, time.GetUtcNow());
            }
        }
    }

    /// <summary>Takes over one Set-Cookie header, if the host may set it.</summary>
    public void Store(ReadOnlySpan<byte> setCookie, in UrlTarget from, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        if (!SetCookie.TryRead(setCookie, seconds, out var parsed))
        {
            return;
        }

        var origin = from.Origin;
        var isHostOnly = parsed.Domain.IsEmpty || (Ascii.EqualsIgnoreCase(parsed.Domain, origin.Host) && !HasSuffixes(origin.Host));
        // A path is compared with request targets, which are ASCII: another would only fill the jar.
        if ((!parsed.Domain.IsEmpty && !MayUseDomain(parsed.Domain, origin.Host))
            || (parsed.IsSecure && !origin.IsSecure && !origin.IsLoopback)
            || !Ascii.IsValid(parsed.Path)
            || !KeepsPrefixPromise(parsed))
        {
            return;
        }

        var path = parsed.Path.IsEmpty ? DefaultPath(from.Target) : default;
        var known = Find(parsed, origin.Host, path, out var index);
        if (parsed.Expires <= seconds)
        {
            if (known is not null)
            {
                _cookies!.RemoveAt(index);
            }

            return;
        }

        _anyExpires |= parsed.Expires != long.MaxValue;
        if (known is not null)
        {
            if (!known.Value.SequenceEqual(parsed.Value))
            {
                known.Pair = Pair(parsed.Name, parsed.Value);
            }

            known.Expires = parsed.Expires;
            known.IsSecure = parsed.IsSecure;
            known.IsHostOnly = isHostOnly;
            return;
        }

        Add(new Cookie
        {
            Pair = Pair(parsed.Name, parsed.Value),
            NameLength = parsed.Name.Length,
            Domain = parsed.Domain.IsEmpty ? origin.Host : Encoding.Latin1.GetString(parsed.Domain).ToLowerInvariant(),
            Path = parsed.Path.IsEmpty ? path.ToString() : Encoding.Latin1.GetString(parsed.Path),
            IsHostOnly = isHostOnly,
            IsSecure = parsed.IsSecure,
            Expires = parsed.Expires,
            Sequence = _sequence++,
        }, seconds);
    }

    /// <summary>Sets a cookie as if the host had: for all its paths, until the end of the run.</summary>
    /// <exception cref="ArgumentException">Name or value has characters that no cookie may have.</exception>
    public void Set(string name, string value, Origin origin)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAny("=; \t\r\n\0") || value.AsSpan().ContainsAny(";\r\n\0"))
        {
            throw new ArgumentException($"The cookie '{RequestHead.Show(name)}' has characters that no cookie may have.", nameof(name));
        }

        Store(Encoding.UTF8.GetBytes($"{name}={value}; Path=/"), new UrlTarget(origin, "/", null), DateTimeOffset.UnixEpoch);
    }

    /// <summary>The value of a cookie that would be sent, by its name; null without one.</summary>
    public string? Get(string name, in UrlTarget to, TimeProvider time)
    {
        var now = Now(time);
        foreach (var cookie in _cookies ?? [])
        {
            if (Ascii.Equals(cookie.Name, name) && IsFor(cookie, to, now))
            {
                return Encoding.UTF8.GetString(cookie.Value);
            }
        }

        return null;
    }

    /// <summary>Writes the Cookie header for a request, or nothing.</summary>
    /// <param name="to">Where the request goes.</param>
    /// <param name="time">Asked only where a cookie has an end.</param>
    /// <param name="head">Receives the line.</param>
    public void WriteHeader(in UrlTarget to, TimeProvider time, ref RequestHeadWriter head)
    {
        if (IsEmpty)
        {
            return;
        }

        var now = Now(time);
        var any = false;
        foreach (var cookie in _cookies!)
        {
            if (IsFor(cookie, to, now))
            {
                head.Raw(any ? "; "u8 : "Cookie: "u8);
                head.Raw(cookie.Pair);
                any = true;
            }
        }

        if (any)
        {
            head.Raw("\r\n"u8);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _cookies = null;
        _anyExpires = false;
    }

    private long Now(TimeProvider time) => _anyExpires ? time.GetUtcNow().ToUnixTimeSeconds() : 0;

    private static bool IsFor(Cookie cookie, in UrlTarget to, long now)
    {
        var host = to.Origin.Host;
        return (cookie.Domain == host || (!cookie.IsHostOnly && IsBelow(host, cookie.Domain)))
            && (!cookie.IsSecure || to.Origin.IsSecure || to.Origin.IsLoopback)
            && cookie.Expires > now
            && PathMatches(to.NameSpan, cookie.Path);
    }

    private static bool IsBelow(ReadOnlySpan<char> host, ReadOnlySpan<char> domain) =>
        host.Length > domain.Length && host[^(domain.Length + 1)] == '.' && host.EndsWith(domain) && HasSuffixes(host);

    private static bool PathMatches(ReadOnlySpan<char> path, string cookiePath) =>
        path.StartsWith(cookiePath) && (path.Length == cookiePath.Length || cookiePath[^1] == '/' || path[cookiePath.Length] == '/');

    /// <summary>An address has no domains above it: 1.2.3.4 is not below 3.4.</summary>
    private static bool HasSuffixes(ReadOnlySpan<char> host) => !host.Contains(':') && (host.IsEmpty || !char.IsAsciiDigit(host[^1]));

    private static bool MayUseDomain(ReadOnlySpan<byte> domain, string host)
    {
        if (Ascii.EqualsIgnoreCase(domain, host))
        {
            return true;
        }

        var start = host.Length - domain.Length;
        return start > 1 && host[start - 1] == '.' && HasSuffixes(host) && domain.Contains((byte)'.')
            && Ascii.EqualsIgnoreCase(domain, host.AsSpan(start));
    }

    private static bool KeepsPrefixPromise(in SetCookie cookie)
    {
        if (cookie.Name.StartsWith("__Host-"u8))
        {
            return cookie.IsSecure && cookie.Domain.IsEmpty && cookie.Path.SequenceEqual("/"u8);
        }

        return !cookie.Name.StartsWith("__Secure-"u8) || cookie.IsSecure;
    }

    /// <summary>The directory of the path that was asked (RFC 6265, 5.1.4).</summary>
    private static ReadOnlySpan<char> DefaultPath(string target)
    {
        var query = target.IndexOf('?');
        var last = (query < 0 ? target : target.AsSpan(0, query)).LastIndexOf('/');
        return last <= 0 ? "/" : target.AsSpan(0, last);
    }

    private static byte[] Pair(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var pair = new byte[name.Length + 1 + value.Length];
        name.CopyTo(pair);
        pair[name.Length] = (byte)'=';
        value.CopyTo(pair.AsSpan(name.Length + 1));
        return pair;
    }

    private Cookie? Find(in SetCookie cookie, string host, ReadOnlySpan<char> defaultPath, out int index)
    {
        for (index = 0; index < Count; index++)
        {
            var known = _cookies![index];
            if (known.Name.SequenceEqual(cookie.Name)
                && (cookie.Domain.IsEmpty ? known.Domain == host : Ascii.EqualsIgnoreCase(cookie.Domain, known.Domain))
                && (cookie.Path.IsEmpty ? defaultPath.SequenceEqual(known.Path) : Ascii.Equals(cookie.Path, known.Path)))
            {
                return known;
            }
        }

        return null;
    }

    private void Add(Cookie cookie, long now)
    {
        _cookies ??= new List<Cookie>(2);
        if (_cookies.Count >= MostPerDomain)
        {
            _cookies.RemoveAll(known => known.Expires <= now);
            MakeRoom(cookie.Domain);
        }

        var index = _cookies.Count;
        while (index > 0 && _cookies[index - 1].Path.Length < cookie.Path.Length)
        {
            index--;
        }

        _cookies.Insert(index, cookie);
    }

    /// <summary>Removes the oldest of the domain, or of all.</summary>
    private void MakeRoom(string domain)
    {
        var ofDomain = _cookies!.FindAll(known => known.Domain == domain);
        var crowded = ofDomain.Count >= MostPerDomain ? ofDomain : _cookies.Count >= Most ? _cookies : null;
        if (crowded?.MinBy(known => known.Sequence) is { } oldest)
        {
            _cookies.Remove(oldest);
        }
    }
}
