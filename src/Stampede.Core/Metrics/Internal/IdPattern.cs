using System.Text.RegularExpressions;

namespace Stampede.Metrics;

/// <summary>What in a name looks like an id: a UUID, a number, a long hexadecimal or opaque word that is a whole part of the path or a value of the query.</summary>
internal static partial class IdPattern
{
    public const string Placeholder = "{id}";

    /// <summary>The name with its ids replaced; the same where it has none.</summary>
    public static string Replace(string name) => Parts().Replace(Uuid().Replace(name, Placeholder), Part);

    private static string Part(Match part) => IsId(part.Value) ? Placeholder : part.Value;

    // 8 hexadecimal digits with a number among them, or 20 characters that mix letters and digits.
    private static bool IsId(string text) =>
        text.All(char.IsAsciiDigit)
        || (text.Length >= 8 && text.All(char.IsAsciiHexDigit) && text.Any(char.IsAsciiDigit))
        || (text.Length >= 20 && text.Count(char.IsAsciiDigit) >= 2 && text.Any(char.IsAsciiLetter) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'));

    [GeneratedRegex("(?<![0-9A-Za-z])[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}(?![0-9A-Za-z])")]
    private static partial Regex Uuid();

    // Between what separates the parts of a path and the values of a query; a name is not only a path.
    [GeneratedRegex("(?<=[/=:,;. ]|^)[0-9A-Za-z_-]+(?=[/&?#:,;. ]|$)")]
    private static partial Regex Parts();
}
