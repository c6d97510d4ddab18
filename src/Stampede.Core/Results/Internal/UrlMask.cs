using System.Text;

namespace Stampede.Results;

/// <summary>See <see cref="SecretMask.Url"/>.</summary>
internal static class UrlMask
{
    public static string Apply(string url)
    {
        if (url.AsSpan().IndexOfAny("?#@&") < 0)
        {
            return url;
        }

        var query = url.AsSpan().IndexOfAny('?', '#');
        var head = query < 0 ? url : url[..query];
        var masked = new StringBuilder(url.Length);
        masked.Append(UserInfo(head));
        if (query >= 0)
        {
            Parameters(masked, url.AsSpan(query));
        }

        return masked.ToString();
    }

    /// <summary>Masks what stands before the @ in the authority of one URL.</summary>
    public static string UserInfo(string url)
    {
        var start = url.IndexOf("//", StringComparison.Ordinal);
        if (start < 0 || (start > 0 && url[start - 1] != ':'))
        {
            return url;
        }

        start += 2;
        var end = url.AsSpan(start).IndexOfAny("/?#\\");
        var at = url.LastIndexOf('@', end < 0 ? url.Length - 1 : start + end - 1, end < 0 ? url.Length - start : end);
        return at < 0 ? url : string.Concat(url.AsSpan(0, start), SecretMask.Mask, url.AsSpan(at));
    }

    // Values are whole between their separators, whatever else is in them.
    private static void Parameters(StringBuilder masked, ReadOnlySpan<char> rest)
    {
        while (!rest.IsEmpty)
        {
            masked.Append(rest[0]); // ? & #
            rest = rest[1..];
            var end = rest.IndexOfAny('&', '#');
            var pair = end < 0 ? rest : rest[..end];
            var equals = pair.IndexOf('=');
            if (equals >= 0 && IsSecret(pair[..equals]))
            {
                masked.Append(pair[..(equals + 1)]).Append(SecretMask.Mask);
            }
            else
            {
                masked.Append(TextMask.Apply(pair.ToString()));
            }

            rest = end < 0 ? [] : rest[end..];
        }
    }

    private static bool IsSecret(ReadOnlySpan<char> name)
    {
        var plain = Uri.UnescapeDataString(name.ToString());
        return SecretMask.IsSecretName(plain) || plain.Equals("code", StringComparison.OrdinalIgnoreCase);
    }
}
