using System.Text;

namespace Stampede.Engine;

/// <summary>What the headers Connection, Content-Length and Transfer-Encoding of one head say together (RFC 9112, 6 and 9.3).</summary>
/// <remarks>Each reading method returns what is wrong, or null.</remarks>
internal struct Framing
{
    /// <summary>Nothing said yet.</summary>
    public static readonly Framing Unknown = new() { Length = -1 };

    private bool _saysClose;
    private bool _saysKeepAlive;
    private bool _hasTransfer;
    private bool _sawChunked;

    /// <summary>The Content-Length; -1 without one.</summary>
    public long Length { get; private set; }

    /// <summary>Whether chunked is the last transfer coding.</summary>
    public bool IsChunked { get; private set; }

    /// <summary>Two ways to say where the body ends: an answer whose end cannot be trusted.</summary>
    public readonly bool IsContradictory => _hasTransfer && Length >= 0;

    /// <summary>Whether the connection stays open, if the body has an end of its own.</summary>
    public readonly bool KeepAlive(int minorVersion) =>
        !_saysClose && (minorVersion > 0 || (_saysKeepAlive && !_hasTransfer));

    public string? Connection(ReadOnlySpan<byte> value)
    {
        for (var more = true; more;)
        {
            var option = Cut(ref value, out more);
            _saysClose |= Ascii.EqualsIgnoreCase(option, "close"u8);
            _saysKeepAlive |= Ascii.EqualsIgnoreCase(option, "keep-alive"u8);
        }

        return null;
    }

    /// <summary>Digits only; repeated only with the same number, in further lines or after a comma (RFC 9110, 8.6).</summary>
    public string? ContentLength(ReadOnlySpan<byte> value)
    {
        for (var more = true; more;)
        {
            var digits = Cut(ref value, out more);
            if (digits.IsEmpty)
            {
                return "Content-Length is empty";
            }

            var length = 0L;
            foreach (var digit in digits)
            {
                var next = (uint)(digit - '0');
                if (next > 9)
                {
                    return "Content-Length is not a plain number";
                }

                if (length > (long.MaxValue - next) / 10)
                {
                    return "Content-Length is too large for a number";
                }

                length = length * 10 + next;
            }

            if (Length >= 0 && Length != length)
            {
                return "two different Content-Lengths";
            }

            Length = length;
        }

        return null;
    }

    public string? TransferEncoding(ReadOnlySpan<byte> value)
    {
        for (var more = true; more;)
        {
            var coding = Cut(ref value, out more);
            if (coding.IsEmpty)
            {
                continue;
            }

            _hasTransfer = true;
            IsChunked = Ascii.EqualsIgnoreCase(coding, "chunked"u8);
            if (IsChunked && _sawChunked)
            {
                return "Transfer-Encoding names chunked twice";
            }

            _sawChunked |= IsChunked;
        }

        return _hasTransfer ? null : "Transfer-Encoding is empty";
    }

    /// <summary>Takes the first element of a list, without the white space around it.</summary>
    private static ReadOnlySpan<byte> Cut(ref ReadOnlySpan<byte> list, out bool more)
    {
        var comma = list.IndexOf((byte)',');
        more = comma >= 0;
        var element = more ? list[..comma] : list;
        list = list[(comma + 1)..];
        while (!element.IsEmpty && element[0] is (byte)' ' or (byte)'\t')
        {
            element = element[1..];
        }

        while (!element.IsEmpty && element[^1] is (byte)' ' or (byte)'\t')
        {
            element = element[..^1];
        }

        return element;
    }
}
