using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Stampede.Engine;

/// <summary>Writes the head of a request into a buffer that grows. Allocates only to grow.</summary>
/// <remarks>
/// Keep <see cref="Buffer"/> for the next request. Names must be tokens, values without CR, LF and NUL: anything else could smuggle
/// a second header or request, and throws. Values that are not ASCII are sent as UTF-8.
/// </remarks>
internal struct RequestHeadWriter
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\r\n\0");

    private byte[] _buffer;
    private int _length;

    /// <summary>Begins a head.</summary>
    /// <param name="buffer">Where to write; may be empty.</param>
    public RequestHeadWriter(byte[] buffer) => _buffer = buffer;

    /// <summary>The buffer, perhaps another than the one given.</summary>
    public readonly byte[] Buffer => _buffer;

    /// <summary>Bytes written.</summary>
    public readonly int Length => _length;

    /// <summary>What was written.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Writes request line and Host.</summary>
    /// <param name="method">A token: GET.</param>
    /// <param name="target">Encoded already; see <see cref="UrlTarget"/>.</param>
    /// <param name="origin">Whom it is for.</param>
    /// <exception cref="ArgumentException">The method is not a token.</exception>
    public void RequestLine(string method, string target, Origin origin)
    {
        if (method.Length == 0 || method.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            throw new ArgumentException($"'{RequestHead.Show(method)}' is not an HTTP method.", nameof(method));
        }

        Reserve(method.Length + target.Length + origin.AuthorityBytes.Length + 24);
        Narrow(method);
        _buffer[_length++] = (byte)' ';
        Narrow(target);
        Copy(" HTTP/1.1\r\nHost: "u8);
        Copy(origin.AuthorityBytes);
        Copy("\r\n"u8);
    }

    /// <summary>Writes a header.</summary>
    /// <exception cref="ArgumentException">Name or value has characters that no header may have; names the header.</exception>
    public void Header(string name, ReadOnlySpan<char> value)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            throw RequestHead.BadName(name);
        }

        if (value.ContainsAny(Forbidden))
        {
            throw RequestHead.BadValue(name);
        }

        Reserve(name.Length + 4 + Encoding.UTF8.GetMaxByteCount(value.Length));
        Narrow(name);
        Copy(": "u8);
        _length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length));
        Copy("\r\n"u8);
    }

    /// <summary>Writes Content-Length.</summary>
    public void ContentLength(long length)
    {
        Reserve(40);
        Copy("Content-Length: "u8);
        Utf8Formatter.TryFormat(length, _buffer.AsSpan(_length), out var written);
        _length += written;
        Copy("\r\n"u8);
    }

    /// <summary>Writes bytes that are known to be whole header lines: <see cref="RequestHead.Encode"/>, or a literal.</summary>
    public void Raw(ReadOnlySpan<byte> lines)
    {
        Reserve(lines.Length);
        Copy(lines);
    }

    /// <summary>Ends the head.</summary>
    public void End() => Raw("\r\n"u8);

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Narrow(string ascii)
    {
        Ascii.FromUtf16(ascii, _buffer.AsSpan(_length), out var written);
        _length += written;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(_length + bytes, Math.Max(1024, 2 * _buffer.Length)));
        }
    }
}
