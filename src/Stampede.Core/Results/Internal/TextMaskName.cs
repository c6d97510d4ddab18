using System.Globalization;
using System.Text.RegularExpressions;

namespace Stampede.Results;

/// <summary>The name that stands left of a <c>:</c> or <c>=</c>.</summary>
internal static partial class TextMaskName
{
    private const int Longest = 200;

    public static bool IsSecret(string text, int separator, out bool quoted)
    {
        var end = separator;
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        var quote = TextQuote.Before(text, end);
        quoted = quote is not null;
        return quote is null
            ? IsSecret(text, Bare(text, end, separator), end)
            : IsSecret(text, Quoted(text, end -= quote.Length, quote), end - TextQuote.Backslashes(text, end));
    }

    private static bool IsSecret(string text, int start, int end)
        => start < end && SecretMask.IsSecretName(Unescaped(text[start..end]));

    private static int Quoted(string text, int end, string quote)
    {
        var least = Math.Max(0, end - Longest);
        var open = end == 0 ? -1 : text.LastIndexOf(quote, end - 1, end - least, StringComparison.Ordinal);
        return open < 0 ? end : open + quote.Length;
    }

    private static int Bare(string text, int end, int separator)
    {
        var start = end;
        while (start > 0 && end - start < Longest && IsNameCharacter(text[start - 1], text[separator]))
        {
            start--;
        }

        // "GET /api/keys: 3 requests failed" speaks of a path, not of a key.
        return text[separator] == ':' && start > 0 && text[start - 1] == '/' ? end : start;
    }

    // A dot belongs to a name in "db.password=…", but not in "TokenStore.cs:line 7".
    private static bool IsNameCharacter(char c, char separator)
        => char.IsLetterOrDigit(c) || c is '_' or '-' or '%' or '[' or ']' or '\\' || (c == '.' && separator == '=');

    private static string Unescaped(string name)
    {
        if (name.Contains('%'))
        {
            name = Uri.UnescapeDataString(name);
        }

        return name.Contains(@"\u")
            ? UnicodeEscape().Replace(name, m => ((char)int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
            : name;
    }

    [GeneratedRegex(@"\\+u([0-9a-fA-F]{4})")]
    private static partial Regex UnicodeEscape();
}
