using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Stampede.Reporting;

/// <summary>Text that others wrote (names, messages, answers), made fit for one line.</summary>
internal static partial class LineText
{
    /// <summary>
    /// The text on one line: line ends and tabs become spaces; what a terminal would obey or does not know (other control characters, what turns the writing
    /// direction around, what is no character) a dot. A dot also breaks what GitHub Actions would take for a command, whatever line it ends up on.
    /// </summary>
    public static string OneLine(string text)
    {
        if (text.Any(IsHidden))
        {
            var line = new StringBuilder(text.Length);
            foreach (var c in text)
            {
                line.Append(c is '\n' or '\t' ? ' ' : c is '\r' ? "" : IsHidden(c) ? "·" : c.ToString());
            }

            text = line.ToString().Trim();
        }

        return InCommand().Replace(text, "·");
    }

    /// <summary>What no file format should hold raw, made visible as <c>\u202E</c>: control characters, half surrogates, and what turns the writing direction around.</summary>
    /// <param name="text">The text.</param>
    /// <param name="keepsLines">Whether line ends and tabs stay.</param>
    public static string Visible(string text, bool keepsLines = false)
    {
        StringBuilder? visible = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var length = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            var isHidden = length == 1 && (IsHidden(c) || char.IsSurrogate(c))
                && !(keepsLines && c is '\n' or '\t');
            if (isHidden)
            {
                visible ??= new StringBuilder(text, 0, i, text.Length + 16);
                visible.Append(Name(c));
            }
            else
            {
                visible?.Append(text, i, length);
            }

            i += length - 1;
        }

        return visible?.ToString() ?? text;
    }

    /// <summary>At most so many characters of it, the end left out; never through a surrogate pair.</summary>
    public static string Cut(string text, int most) => text.Length <= most
        ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), "…");

    private static string Name(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
    };

    private static bool IsHidden(char c) => char.IsControl(c) || IsDirection(c) || c is '\uFFFE' or '\uFFFF';

    private static bool IsDirection(char c) => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    // Before "::error" at the start of a word, where a line may be broken, and within "##[error".
    [GeneratedRegex(@"(?<=^|\s)(?=::[A-Za-z])|(?<=##)(?=\[)")]
    private static partial Regex InCommand();
}
