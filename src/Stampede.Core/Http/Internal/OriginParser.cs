using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Stampede.Engine;

/// <summary>Reads scheme, user info, host and port from the front of an absolute URL.</summary>
internal static class OriginParser
{
    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=");

    private static readonly IdnMapping Idn = new();

    /// <summary>Whether a URL begins with http:// or https://, in any case.</summary>
    public static bool IsAbsolute(ReadOnlySpan<char> url) => SchemeLength(url) != 0;

    /// <summary>Reads an absolute URL up to its path.</summary>
    /// <param name="url">The whole URL.</param>
    /// <param name="origin">Scheme, host, port.</param>
    /// <param name="userInfo">What stood before the @, still encoded; null without one.</param>
    /// <param name="end">Where path, query or fragment begin.</param>
    /// <returns>What is wrong, as a clause about the URL; null when nothing is.</returns>
    public static string? Read(string url, out Origin? origin, out string? userInfo, out int end)
    {
        origin = null;
        userInfo = null;
        end = 0;
        var start = SchemeLength(url);
        if (start == 0)
        {
            return "has no scheme; write http:// or https:// in front of it";
        }

        var length = url.AsSpan(start).IndexOfAny("/?#\\");
        end = length < 0 ? url.Length : start + length;
        var authority = url.AsSpan(start, end - start);
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            userInfo = authority[..at].ToString();
            authority = authority[(at + 1)..];
        }

        // The colon of the port comes after the bracket of an IPv6 address.
        var bracket = authority.LastIndexOf(']');
        var colon = authority[(bracket + 1)..].IndexOf(':');
        var secure = start == "https://".Length;
        var port = secure ? 443 : 80;
        var host = authority;
        if (colon >= 0)
        {
            host = authority[..(bracket + 1 + colon)];
            var digits = authority[(bracket + colon + 2)..];
            if (!digits.IsEmpty && (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is 0 or > 65535))
            {
                return $"has the port '{digits}'; a port is a number from 1 to 65535";
            }
        }

        var problem = ReadHost(host, out var name);
        if (problem is null)
        {
            origin = new Origin(secure, name, port);
        }

        return problem;
    }

    private static int SchemeLength(ReadOnlySpan<char> url) =>
        url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
        : url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : 0;

    private static string? ReadHost(ReadOnlySpan<char> host, out string name)
    {
        name = "";
        if (host.IsEmpty)
        {
            return "has no host name";
        }

        if (host[0] == '[')
        {
            var literal = host[1..].TrimEnd(']').ToString().Replace("%25", "%", StringComparison.Ordinal);
            if (host[^1] != ']' || !IPAddress.TryParse(literal, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
            {
                return $"has the host '{host}', which is not an IPv6 address";
            }

            name = address.ToString();
            return null;
        }

        name = host.ToString().ToLowerInvariant();
        if (!System.Text.Ascii.IsValid(name))
        {
            try
            {
                name = Idn.GetAscii(name).ToLowerInvariant();
            }
            catch (ArgumentException)
            {
                return $"has the host '{host}', which is not a valid international name";
            }
        }

        return name.AsSpan().ContainsAnyExcept(HostCharacters) ? $"has the host '{host}', which has characters that a name cannot have" : null;
    }
}
