using System.Text;

namespace Stampede.Results;

/// <summary>
/// See <see cref="SecretMask.Text"/>. One pass over the text, no parser of any format: samples are cut off after 512 bytes, so that hardly
/// any body is well-formed. At every <c>:</c> and <c>=</c> it looks left for a name and, where that is secret, right for its value.
/// </summary>
internal static class TextMask
{
    public static string Apply(string text)
    {
        var masked = new StringBuilder(text.Length);
        var copied = 0;
        for (var at = 0; at < text.Length;)
        {
            var secret = SecretAt(text, at);
            if (secret.IsNone)
            {
                at++;
                continue;
            }

            masked.Append(text, copied, secret.Start - copied).Append(SecretMask.Mask);
            copied = at = secret.End;
        }

        return copied == 0 ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }

    private static TextSpan SecretAt(string text, int at) => text[at] switch
    {
        ':' when UserInfo(text, at) is { IsNone: false } userInfo => userInfo,
        ':' or '=' => TextMaskName.IsSecret(text, at, out var quoted) ? TextMaskValue.After(text, at, quoted) : TextSpan.None,
        '<' => Element(text, at),
        'B' or 'b' => Credentials(text, at),
        'e' => WebToken(text, at),
        _ => TextSpan.None,
    };

    // scheme://user:password@host, and the same in JSON with escaped slashes.
    private static TextSpan UserInfo(string text, int at)
    {
        var rest = text.AsSpan(at);
        var length = rest.StartsWith("://") ? 3 : rest.StartsWith(@":\/\/") ? 5 : 0;
        if (length == 0)
        {
            return TextSpan.None;
        }

        var start = at + length;
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !"/?#\"<>\\".Contains(text[end]))
        {
            end++;
        }

        var found = text.AsSpan(start, end - start).LastIndexOf('@');
        if (found > 0)
        {
            return new TextSpan(start, start + found);
        }

        // Cut off before the @: a host may be followed by a port, but not by anything else.
        var colon = text.AsSpan(start, end - start).IndexOf(':');
        return found < 0 && end == text.Length && colon >= 0 && text[start] != '[' && text.AsSpan(start + colon + 1).ContainsAnyExceptInRange('0', '9')
            ? new TextSpan(start, end) : TextSpan.None;
    }

    // <password>…</password>
    private static TextSpan Element(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.' or ':'))
        {
            end++;
        }

        if (end == at + 1 || !SecretMask.IsSecretName(text.AsSpan(at + 1, end - at - 1)))
        {
            return TextSpan.None;
        }

        var start = text.IndexOf('>', end) + 1;
        if (start == 0 || text[start - 2] == '/')
        {
            return TextSpan.None;
        }

        var close = text.IndexOf("</", start, StringComparison.Ordinal);
        return new TextSpan(start, close < 0 ? text.Length : close);
    }

    // Bearer and Basic are ordinary words too ("Basic authentication required"): what follows must look like no word of a sentence.
    private static TextSpan Credentials(string text, int at)
    {
        var rest = text.AsSpan(at);
        var length = rest.StartsWith("bearer ", StringComparison.OrdinalIgnoreCase) ? 7
            : rest.StartsWith("basic ", StringComparison.OrdinalIgnoreCase) ? 6 : 0;
        if (length == 0 || !IsWordStart(text, at))
        {
            return TextSpan.None;
        }

        var end = WordEnd(text, at + length);
        var word = text.AsSpan(at + length, end - at - length);
        var plain = word.Length < 20 && !word.ContainsAnyInRange('0', '9') && !word.ContainsAny("=+/_~")
            && (word.IsEmpty || !word[1..].ContainsAnyInRange('A', 'Z')) && word.TrimEnd('.').IndexOf('.') < 0;
        return plain ? TextSpan.None : new TextSpan(at + length, end);
    }

    private static TextSpan WebToken(string text, int at)
    {
        if (!text.AsSpan(at).StartsWith("eyJ") || !IsWordStart(text, at))
        {
            return TextSpan.None;
        }

        var end = WordEnd(text, at);
        return end - at < 16 ? TextSpan.None : new TextSpan(at, end);
    }

    private static bool IsWordStart(string text, int at) => at == 0 || !char.IsLetterOrDigit(text[at - 1]);

    private static int WordEnd(string text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '.' or '_' or '~' or '+' or '/' or '='))
        {
            at++;
        }

        return at;
    }
}
