using System.Text.RegularExpressions;

namespace Stampede.Engine;

/// <summary>
/// Reads the request that a threshold is about: a name, or a method and a name, up to the first colon that a space follows. A name that has such a
/// colon in it stands in quotes.
/// </summary>
internal sealed partial class ThresholdTarget(string text)
{
    /// <summary>The request, the cursor behind its colon; null where the threshold is about everything, the cursor unmoved.</summary>
    public string? Read(ThresholdCursor cursor)
    {
        var start = cursor.Position;
        var method = cursor.Take(char.IsAsciiLetterUpper);
        cursor.SkipSpaces();
        if (cursor.Current is '"' or '\'')
        {
            return ReadQuoted(cursor, method);
        }

        cursor.Position = start;
        var check = Check().Match(text);
        var colon = Colon().Match(text, 0, check.Success ? check.Index : text.Length);
        if (!colon.Success)
        {
            return null;
        }

        var target = text[start..colon.Index].Trim();
        if (ThresholdWords.IsMetric(target))
        {
            return null; // "response_time: p(99) < 500ms", as k6 writes it
        }

        cursor.Position = colon.Index + 1;
        if (target.Length == 0)
        {
            cursor.Fail(colon.Index, "the name of a request is missing before the colon", "a name, or a method and a name: POST /login: p(99) < 500ms");
        }

        var name = target.TrimStart();
        var space = name.IndexOfAny([' ', '\t']);
        return space < 0 ? name : $"{name[..space]} {name[space..].TrimStart()}";
    }

    private static string ReadQuoted(ThresholdCursor cursor, string method)
    {
        var name = cursor.Quoted();
        cursor.SkipSpaces();
        if (!cursor.Take(':'))
        {
            cursor.FailHere("a colon", "a colon, then the condition");
        }

        return method.Length == 0 ? name : $"{method} {name}";
    }

    [GeneratedRegex(@":(?=\s|$)")]
    private static partial Regex Colon();

    [GeneratedRegex("""\bcheck\s*\(\s*["']""")]
    private static partial Regex Check();
}
