using System.Text;

namespace Stampede.Engine;

/// <summary>A Set-Cookie header taken apart (RFC 6265, 5.2), as slices of it.</summary>
internal ref struct SetCookie
{
    private const int MostBytes = 4096;

    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Without a leading dot; empty without one.</summary>
    public ReadOnlySpan<byte> Domain { get; private set; }

    /// <summary>Empty where none was given that begins with a slash.</summary>
    public ReadOnlySpan<byte> Path { get; private set; }

    public bool IsSecure { get; private set; }

    /// <summary>In seconds since 1970; <see cref="long.MaxValue"/> without an end.</summary>
    public long Expires { get; private set; }

    /// <summary>Reads one header value.</summary>
    /// <param name="header">What stood after Set-Cookie.</param>
    /// <param name="now">Seconds since 1970; Max-Age counts from here.</param>
    /// <param name="cookie">The parts.</param>
    /// <returns>False for what is no cookie: no name, control characters, too long.</returns>
    public static bool TryRead(ReadOnlySpan<byte> header, long now, out SetCookie cookie)
    {
        cookie = new SetCookie { Expires = long.MaxValue };
        var pair = Next(ref header);
        var equals = pair.IndexOf((byte)'=');
        if (equals < 0)
        {
            return false;
        }

        cookie.Name = Trim(pair[..equals]);
        cookie.Value = Trim(pair[(equals + 1)..]);
        if (cookie.Name.IsEmpty || cookie.Name.Length + cookie.Value.Length > MostBytes || HasControls(pair))
        {
            return false;
        }

        var hasMaxAge = false;
        while (!header.IsEmpty)
        {
            var attribute = Next(ref header);
            equals = attribute.IndexOf((byte)'=');
            var name = Trim(equals < 0 ? attribute : attribute[..equals]);
            var value = equals < 0 ? default : Trim(attribute[(equals + 1)..]);
            cookie.Apply(name, value, now, ref hasMaxAge);
        }

        return true;
    }

    private void Apply(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, long now, ref bool hasMaxAge)
    {
        if (Ascii.EqualsIgnoreCase(name, "path"u8))
        {
            Path = !value.IsEmpty && value[0] == (byte)'/' ? value : default;
        }
        else if (Ascii.EqualsIgnoreCase(name, "domain"u8))
        {
            Domain = !value.IsEmpty && value[0] == (byte)'.' ? value[1..] : value;
        }
        else if (Ascii.EqualsIgnoreCase(name, "secure"u8))
        {
            IsSecure = true;
        }
        else if (Ascii.EqualsIgnoreCase(name, "max-age"u8))
        {
            if (MaxAge(value) is { } seconds)
            {
                hasMaxAge = true;
                Expires = seconds <= 0 ? long.MinValue : now + seconds;
            }
        }
        else if (Ascii.EqualsIgnoreCase(name, "expires"u8) && !hasMaxAge && CookieDate.Read(value) is { } end)
        {
            Expires = end;
        }
    }

    /// <summary>Digits with or without a minus; more than 400 days are 400 days.</summary>
    private static long? MaxAge(ReadOnlySpan<byte> value)
    {
        const long Most = 400L * 24 * 60 * 60;
        var isNegative = !value.IsEmpty && value[0] == (byte)'-';
        var digits = isNegative ? value[1..] : value;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return null;
        }

        var seconds = 0L;
        foreach (var digit in digits)
        {
            seconds = Math.Min(Most, seconds * 10 + digit - '0');
        }

        return isNegative ? -1 : seconds;
    }

    private static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> header)
    {
        var end = header.IndexOf((byte)';');
        var part = end < 0 ? header : header[..end];
        header = end < 0 ? default : header[(end + 1)..];
        return part;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t"u8);

    private static bool HasControls(ReadOnlySpan<byte> text)
    {
        foreach (var value in text)
        {
            if (value is < 32 and not (byte)'\t' or 127)
            {
                return true;
            }
        }

        return false;
    }
}
