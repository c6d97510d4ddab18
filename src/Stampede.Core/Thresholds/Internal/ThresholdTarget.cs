using System.Text.RegularExpressions;

namespace Stampede.Engine;

/// <summary>
/// Reads the request that a threshold is about: a name, or a method and a name, up to the first colon outside of braces that a space follows, and the
/// selection that may stand between the two. A name that has such a colon in it stands in quotes.
/// </summary>
internal sealed partial class ThresholdTarget(string text, ThresholdCursor cursor, ThresholdSelector selector)
{
    /// <summary>The request, the cursor behind its colon; null where the threshold is about everything, the cursor behind the selection if there is one.</summary>
    public string? Read()
    {
        var start = cursor.Position;
        var method = cursor.Take(char.IsAsciiLetterUpper);
        cursor.SkipSpaces();
        if (cursor.Current is '"' or '\'')
        {
            return ReadQuoted(method);
        }

        cursor.Position = start;
        var colon = FindColon(start, out var brace);
        if (colon < 0 || ThresholdWords.IsMetric(text[start..colon].Split('{')[0].Trim()))
        {
            return null; // "response_time: p(99) < 500ms", as k6 writes it
        }

        var end = IsSelection(brace, colon) ? brace : colon;
        var name = text[start..end].Trim();
        if (name.Length == 0 && end == colon)
        {
            cursor.Position = colon + 1;
            cursor.Fail(colon, "the name of a request is missing before the colon", "a name, or a method and a name: POST /login: p(99) < 500ms");
        }

        cursor.Position = end;
        ReadColon();
        var space = name.IndexOfAny([' ', '\t']);
        return name.Length == 0 ? null : space < 0 ? name : $"{name[..space]} {name[space..].TrimStart()}";
    }

    private string ReadQuoted(string method)
    {
        var name = cursor.Quoted();
        ReadColon();
        return method.Length == 0 ? name : $"{method} {name}";
    }

    private void ReadColon()
    {
        selector.TryRead();
        cursor.SkipSpaces();
        if (!cursor.Take(':'))
        {
            cursor.FailHere("a colon", "a colon, then the condition");
        }
    }

    // "POST /login {status:200}: …", but not "/users/{id}: …" or "/users/{id:int}: …", which are names.
    private bool IsSelection(int brace, int colon) =>
        brace >= 0 && text.AsSpan(brace, colon - brace).TrimEnd() is [.., '}'] inside && inside.Contains(':')
        && (brace == 0 || char.IsWhiteSpace(text[brace - 1]));

    /// <summary>The colon behind the name; -1 for none.</summary>
    /// <param name="from">Where the name begins.</param>
    /// <param name="brace">Where the last pair of braces before it begins; -1 for none.</param>
    private int FindColon(int from, out int brace)
    {
        brace = -1;
        var named = Named().Match(text);
        var limit = named.Success ? named.Index : text.Length;
        for (var i = from; i < limit; i++)
        {
            if (text[i] == '{' && ClosingBrace(i) is var close && close > 0)
            {
                (brace, i) = (i, close);
            }
            else if (text[i] == ':' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])))
            {
                return i;
            }
        }

        return -1;
    }

    // The next one that is not in quotes; -1 for none.
    private int ClosingBrace(int from)
    {
        var quote = '\0';
        for (var i = from; i < text.Length; i++)
        {
            if (quote == '\0' && text[i] == '}')
            {
                return i;
            }

            quote = quote == text[i] ? '\0' : quote == '\0' && text[i] is '"' or '\'' ? text[i] : quote;
        }

        return -1;
    }

    [GeneratedRegex("""\b(?:check|counter|gauge|rate|trend)\s*\(\s*["']""")]
    private static partial Regex Named();
}
