namespace Stampede.Results;

/// <summary>The value that stands right of a <c>:</c> or <c>=</c> after a secret name.</summary>
internal static class TextMaskValue
{
    private static readonly string[] Schemes = ["bearer", "basic", "digest", "token", "apikey", "negotiate"];

    public static TextSpan After(string text, int separator, bool quotedName)
    {
        var start = separator + 1;
        if (start < text.Length && text[start] is '>' or '=')
        {
            start++; // => and ==
        }

        while (start < text.Length && char.IsWhiteSpace(text[start]) && (quotedName || text[start] is ' ' or '\t'))
        {
            start++;
        }

        var open = start;
        while (open < text.Length && text[open] == '\\')
        {
            open++;
        }

        if (open < text.Length && TextQuote.At(text, open) is { } quote)
        {
            return Quoted(text, open + quote.Length, quote, open - start);
        }

        if (start < text.Length && text[start] is '{' or '[')
        {
            return new TextSpan(start, Bracketed(text, start));
        }

        var end = text[separator] == '=' ? Assigned(text, start) : quotedName ? Literal(text, start) : LineEnd(text, start);
        return text.AsSpan(start, end - start) is "null" ? TextSpan.None : new TextSpan(start, end);
    }

    // Up to a quote that is escaped no more than the opening one; more backslashes make it part of the value.
    private static TextSpan Quoted(string text, int start, string quote, int backslashes)
    {
        for (var end = start; ; end += quote.Length)
        {
            end = text.IndexOf(quote, end, StringComparison.Ordinal);
            if (end < 0)
            {
                return new TextSpan(start, text.Length);
            }

            var before = Math.Min(TextQuote.Backslashes(text, end), end - start);
            if (backslashes == 0 ? before % 2 == 0 : before <= backslashes)
            {
                return new TextSpan(start, end - (backslashes == 0 ? 0 : before));
            }
        }
    }

    private static int Bracketed(string text, int start)
    {
        var depth = 0;
        for (var at = start; at < text.Length; at++)
        {
            if (TextQuote.At(text, at) is { } quote)
            {
                var inner = Quoted(text, at + quote.Length, quote, TextQuote.Backslashes(text, at));
                at = Math.Max(at + quote.Length, inner.End + TextQuote.Backslashes(text, inner.End) + quote.Length) - 1;
            }
            else if (text[at] is '{' or '[')
            {
                depth++;
            }
            else if (text[at] is '}' or ']' && --depth == 0)
            {
                return at + 1;
            }
        }

        return text.Length;
    }

    // key=value: in a URL, a form, a cookie, an environment.
    private static int Assigned(string text, int start)
    {
        var end = BareEnd(text, start);
        var scheme = text[start..end];
        if (!Array.Exists(Schemes, s => s.Equals(scheme, StringComparison.OrdinalIgnoreCase)))
        {
            return end;
        }

        while (end < text.Length && text[end] == ' ')
        {
            end++;
        }

        return BareEnd(text, end);
    }

    private static int BareEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('&' or '"' or '\'' or '<' or '>')
            && !(text[end] == ';' && (end + 1 == text.Length || char.IsWhiteSpace(text[end + 1]))))
        {
            end++;
        }

        return end;
    }

    // "key": 12345
    private static int Literal(string text, int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not (',' or '}' or ']'))
        {
            end++;
        }

        return end;
    }

    // Name: value, a header or a line of YAML, whose values may hold anything.
    private static int LineEnd(string text, int start)
    {
        var end = text.AsSpan(start).IndexOfAny('\r', '\n');
        return end < 0 ? text.Length : start + end;
    }
}
