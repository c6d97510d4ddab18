using System.Buffers;
using System.Text;

namespace Stampede.Engine;

/// <summary>Makes a path and query fit for a request line: encodes what must be, keeps what is encoded already, drops the fragment.</summary>
internal static class TargetEncoder
{
    // RFC 3986's pchar, '/' and '?', and the brackets that query strings have in practice (filter[x]=1). Not '%', which needs a look.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?[]");

    /// <summary>Returns the same string where there is nothing to do.</summary>
    public static string Encode(string target)
    {
        var first = target.AsSpan().IndexOfAnyExcept(Plain);
        return first < 0 ? target : EncodeFrom(target, first);
    }

    private static string EncodeFrom(string target, int first)
    {
        var fragment = target.IndexOf('#', first);
        var text = fragment < 0 ? target.AsSpan() : target.AsSpan(0, fragment);
        var result = new StringBuilder(text.Length + 16).Append(text[..first]);
        var changed = fragment >= 0;
        Span<byte> bytes = stackalloc byte[4];
        for (var at = first; at < text.Length;)
        {
            var value = text[at];
            if (Plain.Contains(value) || (value == '%' && IsEncoded(text[at..])))
            {
                result.Append(value);
                at++;
                continue;
            }

            changed = true;

            // A lone surrogate becomes U+FFFD, as in Encoding.UTF8.
            Rune.DecodeFromUtf16(text[at..], out var rune, out var used);
            at += used;
            foreach (var unit in bytes[..rune.EncodeToUtf8(bytes)])
            {
                result.Append('%').Append(Hex(unit >> 4)).Append(Hex(unit & 15));
            }
        }

        return changed ? result.ToString() : target;
    }

    private static bool IsEncoded(ReadOnlySpan<char> text) =>
        text.Length >= 3 && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]);

    private static char Hex(int digit) => (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);
}
