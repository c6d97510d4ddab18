namespace Stampede.Results;

/// <summary>
/// Replaces secrets by <c>***</c> in what is written to files: user info in URLs, values of query parameters, fields, headers and
/// options whose names say that they are secret (docs/reference/files.md lists them), credentials after <c>Bearer</c> and
/// <c>Basic</c>, and JSON web tokens. When in doubt it masks: a lost detail is cheaper than a leaked password.
/// </summary>
public static class SecretMask
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "***";

    // A name that contains one of these is secret, whatever is around it: access_token, X-Api-Key, dbPassword.
    private static readonly string[] Parts =
    [
        "token", "key", "password", "passwd", "passphrase", "passcode", "pwd", "secret", "signature", "credential", "jwt", "bearer",
        "authorization", "cookie", "session",
    ];

    // These are secret only as a whole name: within others they are too common ("author", "design", "spin").
    private static readonly string[] Wholes = ["auth", "pass", "pin", "otp", "sid", "sig"];

    /// <summary>Whether a query parameter, field, header or option of this name holds a secret. Case, hyphens and underscores do not matter.</summary>
    public static bool IsSecretName(ReadOnlySpan<char> name)
    {
        Span<char> plain = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        var (length, part) = (0, 0);
        foreach (var c in name)
        {
            if (c is '[' or ']' or '.' or ':')
            {
                if (IsWhole(plain[part..length]))
                {
                    return true; // user[pin], db.auth
                }

                part = length;
            }
            else if (char.IsLetterOrDigit(c))
            {
                plain[length++] = char.ToLowerInvariant(c);
            }
        }

        return IsWhole(plain[part..length]) || HasPart(plain[..length]);
    }

    /// <summary>A URL, or the path of one, without its user info and without the values of secret query and fragment parameters (<c>code</c> too).</summary>
    public static string Url(string url) => UrlMask.Apply(url);

    /// <summary>A header's value; for a header that is not secret by its name, as <see cref="Text"/>.</summary>
    public static string Header(string name, string value) => IsSecretName(name) ? Mask : Text(value);

    /// <summary>
    /// Any text: a body (JSON, form, XML, also cut off), an error message. Values of secret names, credentials in URLs and after
    /// <c>Bearer</c> or <c>Basic</c>, and JSON web tokens are masked.
    /// </summary>
    public static string Text(string text) => TextMask.Apply(text);

    /// <summary>A command line: values of secret options (<c>--token x</c>, <c>--token=x</c>, <c>TOKEN=x</c>), and in the rest what <see cref="Text"/> finds.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="secrets">Names of further secret options, with or without their hyphens; default none.</param>
    public static IReadOnlyList<string> CommandLine(IReadOnlyList<string> arguments, IEnumerable<string>? secrets = null)
        => CommandLineMask.Apply(arguments, new SecretNames(secrets ?? []));

    private static bool HasPart(ReadOnlySpan<char> plain)
    {
        foreach (var part in Parts)
        {
            if (plain.IndexOf(part, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWhole(ReadOnlySpan<char> plain)
    {
        foreach (var whole in Wholes)
        {
            if (plain.SequenceEqual(whole))
            {
                return true;
            }
        }

        return false;
    }
}
