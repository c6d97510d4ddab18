using System.Text.RegularExpressions;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Analysis;

/// <summary>Text that others wrote, in an issue: shown as it is, mentions nobody and refers to no other issue, which both would notify people.</summary>
internal static partial class IssueProse
{
    private const int MostOfName = 200;

    /// <summary>Running text of a body.</summary>
    public static string Text(string text) => Reference().Replace(MarkdownText.Text(LineText.OneLine(SecretMask.Text(text))), "$&<!-- -->");

    /// <summary>A name in a body, as code, where nothing is a reference.</summary>
    public static string Name(string name) => MarkdownText.Code(LineText.Cut(LineText.OneLine(SecretMask.Url(name)), MostOfName));

    /// <summary>A name in a title, which is no Markdown: a character without width breaks mentions and references.</summary>
    public static string InTitle(string name, int most) => LineText.Cut(LineText.OneLine(SecretMask.Url(name)), most)
        .Replace("@", "@\u2060", StringComparison.Ordinal).Replace("#", "#\u2060", StringComparison.Ordinal).Replace("!", "!\u2060", StringComparison.Ordinal);

    // #1 (shown by \#), GH-1, !1, https://forge/o/r/issues/1, www.…
    [GeneratedRegex(@"\\#|\bGH(?=-\d)|!(?=\d)|:(?=//)|\bwww(?=\.)", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();
}
