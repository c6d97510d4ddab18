using System.Text;

namespace Stampede.Engine;

/// <summary>The rules of following a redirect: where to, with which method, with which headers.</summary>
internal static class Redirects
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>301, 302, 303, 307 or 308. Without a Location the answer is nevertheless final.</summary>
    public static bool IsRedirect(int status) => status is 301 or 302 or 303 or 307 or 308;

    /// <summary>Whether the next request is a GET without body: 303 for all but HEAD, 301 and 302 for POST, as browsers and Locust do.</summary>
    public static bool ChangesToGet(int status, string method) => status switch
    {
        303 => method is not ("HEAD" or "GET"),
        301 or 302 => method == "POST",
        _ => false,
    };

    /// <summary>Whether a header of the request may go to another origin too.</summary>
    public static bool MayLeaveOrigin(string header) =>
        !header.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
        && !header.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        && !header.Equals("Proxy-Authorization", StringComparison.OrdinalIgnoreCase);

    /// <summary>Resolves a Location header (RFC 3986, 5.2). User info stays with its origin only.</summary>
    /// <exception cref="UriFormatException">It leads to what is not http or https, or is no URL.</exception>
    public static UrlTarget Resolve(in UrlTarget current, ReadOnlySpan<byte> location)
    {
        try
        {
            return Resolve(current, Strict.GetString(location));
        }
        catch (DecoderFallbackException)
        {
            return Resolve(current, Encoding.Latin1.GetString(location));
        }
    }

    /// <summary>As the other, from text.</summary>
    public static UrlTarget Resolve(in UrlTarget current, string location)
    {
        location = location.Trim();
        if (location.StartsWith("//", StringComparison.Ordinal))
        {
            location = (current.Origin.IsSecure ? "https:" : "http:") + location;
        }
        else if (!HasScheme(location))
        {
            return current with { Target = Merge(current.Target, location) };
        }

        if (!OriginParser.IsAbsolute(location))
        {
            throw new UriFormatException($"The server redirected to '{location}', which is neither http nor https.");
        }

        var target = UrlTarget.Parse(location);
        target = target with { Target = WithoutDots(target.Target) };
        return target.Origin.Equals(current.Origin)
            ? target with { Origin = current.Origin, UserInfo = target.UserInfo ?? current.UserInfo }
            : target;
    }

    private static bool HasScheme(string location)
    {
        var colon = location.AsSpan().IndexOfAny(":/?#");
        return colon > 0 && location[colon] == ':' && char.IsAsciiLetter(location[0]);
    }

    private static string Merge(string current, string reference)
    {
        var encoded = TargetEncoder.Encode(reference);
        if (encoded.Length == 0)
        {
            return current;
        }

        var query = current.IndexOf('?');
        var path = query < 0 ? current : current[..query];
        return encoded[0] switch
        {
            '/' => WithoutDots(encoded),
            '?' => path + encoded,
            _ => WithoutDots(path[..(path.LastIndexOf('/') + 1)] + encoded),
        };
    }

    /// <summary>Removes . and .. from the path (RFC 3986, 5.2.4).</summary>
    private static string WithoutDots(string target)
    {
        var query = target.IndexOf('?');
        var path = query < 0 ? target : target[..query];
        if (!path.Contains("/.", StringComparison.Ordinal))
        {
            return target;
        }

        var kept = new List<string>();
        var segments = path[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            if (segments[i] is "." or "..")
            {
                if (segments[i] == ".." && kept.Count > 0)
                {
                    kept.RemoveAt(kept.Count - 1);
                }

                if (isLast)
                {
                    kept.Add("");
                }
            }
            else
            {
                kept.Add(segments[i]);
            }
        }

        return "/" + string.Join('/', kept) + (query < 0 ? "" : target[query..]);
    }
}
