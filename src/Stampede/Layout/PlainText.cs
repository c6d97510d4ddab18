using Spectre.Console;

namespace Stampede.Reporting;

/// <summary>Text that others wrote (names, messages, answers), made fit for one line of a terminal.</summary>
internal static class PlainText
{
    public const string Ellipsis = "…";

    /// <summary>At most <paramref name="width"/> columns of it, the middle left out: the ends of names tell more than their middles.</summary>
    public static string Fit(string text, int width)
    {
        if (text.GetCellWidth() <= width)
        {
            return text;
        }

        if (width < 2)
        {
            return width == 1 ? Ellipsis : "";
        }

        var tail = (width - 1) / 2;
        return Start(text, width - 1 - tail) + Ellipsis + End(text, tail);
    }

    /// <summary>At most <paramref name="width"/> columns of it, the end left out.</summary>
    public static string Cut(string text, int width) =>
        text.GetCellWidth() <= width ? text : width < 1 ? "" : Start(text, width - 1) + Ellipsis;

    private static string Start(string text, int width)
    {
        var length = 0;
        for (var used = 0; length < text.Length; length += Length(text, length))
        {
            used += text.Substring(length, Length(text, length)).GetCellWidth();
            if (used > width)
            {
                break;
            }
        }

        return text[..length];
    }

    private static string End(string text, int width)
    {
        var start = text.Length;
        for (var used = 0; start > 0;)
        {
            var length = start > 1 && char.IsLowSurrogate(text[start - 1]) ? 2 : 1;
            used += text.Substring(start - length, length).GetCellWidth();
            if (used > width)
            {
                break;
            }

            start -= length;
        }

        return text[start..];
    }

    private static int Length(string text, int at) => char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
}
