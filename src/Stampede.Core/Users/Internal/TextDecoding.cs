using System.Text;

namespace Stampede.Engine;

/// <summary>Bytes of a body as text: by byte order mark, else by the charset of its Content-Type, else UTF-8.</summary>
internal static class TextDecoding
{
    /// <summary>Decodes; bytes that are not valid become U+FFFD. Never throws.</summary>
    /// <param name="body">Decompressed already.</param>
    /// <param name="contentType">The header's value; may be empty.</param>
    public static string Decode(ReadOnlySpan<byte> body, ReadOnlySpan<byte> contentType)
    {
        if (body.StartsWith("\uFEFF"u8))
        {
            return Encoding.UTF8.GetString(body[3..]);
        }

        if (body.StartsWith<byte>([0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(body[2..]);
        }

        return body.StartsWith<byte>([0xFE, 0xFF])
            ? Encoding.BigEndianUnicode.GetString(body[2..])
            : EncodingOf(Charset(contentType)).GetString(body);
    }

    /// <summary>The charset parameter without quotes; empty without one.</summary>
    public static ReadOnlySpan<byte> Charset(ReadOnlySpan<byte> contentType)
    {
        while (true)
        {
            var semicolon = contentType.IndexOf((byte)';');
            if (semicolon < 0)
            {
                return default;
            }

            contentType = contentType[(semicolon + 1)..];
            var end = contentType.IndexOf((byte)';');
            var parameter = end < 0 ? contentType : contentType[..end];
            var equals = parameter.IndexOf((byte)'=');
            if (equals > 0 && Ascii.EqualsIgnoreCase(parameter[..equals].Trim(" \t"u8), "charset"u8))
            {
                return parameter[(equals + 1)..].Trim(" \t\"'"u8);
            }
        }
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> charset)
    {
        if (charset.IsEmpty || Ascii.EqualsIgnoreCase(charset, "utf-8"u8))
        {
            return Encoding.UTF8;
        }

        Span<char> name = stackalloc char[16];
        if (charset.Length > name.Length || Ascii.ToLower(charset, name, out var length) != System.Buffers.OperationStatus.Done)
        {
            return Encoding.UTF8;
        }

        return name[..length] switch
        {
            // windows-1252 differs in 32 typographic characters only; its table is not part of the runtime.
            "iso-8859-1" or "latin1" or "latin-1" or "iso8859-1" or "windows-1252" => Encoding.Latin1,
            "utf-16" or "utf-16le" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "utf-32" or "utf-32le" => Encoding.UTF32,
            _ => Encoding.UTF8,
        };
    }
}
