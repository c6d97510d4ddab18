using System.Text;

namespace Stampede.Reporting;

/// <summary>Text as GitHub's Markdown shows it literally, in a table or out of it: no markup, no HTML, nobody mentioned.</summary>
internal static class MarkdownText
{
    /// <summary>Running text on one line.</summary>
    public static string Text(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in LineText.Visible(text))
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '|' => escaped.Append("&#124;"), // a backslash before it would have two meanings in a table
                '@' => escaped.Append("@<!-- -->"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '~' or '#' or '$' => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A name or an expression, set as code.</summary>
    public static string Code(string text)
    {
        text = LineText.Visible(text);
        if (text.Trim().Length == text.Length && text.Length > 0 && text.AsSpan().IndexOfAny('`', '|') < 0 && !HasTag(text))
        {
            return $"`{text}`";
        }

        // What a code span cannot hold in a table, and what not every reader takes for text.
        var escaped = new StringBuilder("<code>");
        foreach (var c in text)
        {
            _ = char.IsAsciiLetterOrDigit(c) || c is ' ' or '/' or '.' or '-' || c > 127 ? escaped.Append(c) : escaped.Append($"&#{(int)c};");
        }

        return escaped.Append("</code>").ToString();
    }

    /// <summary>A row of a table.</summary>
    public static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static bool HasTag(string text)
    {
        for (var at = text.IndexOf('<'); at >= 0 && at + 1 < text.Length; at = text.IndexOf('<', at + 1))
        {
            if (char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/' or '!' or '?')
            {
                return true;
            }
        }

        return false;
    }
}
