using System.Buffers;
using System.Text;

namespace Stampede.Engine;

/// <summary>One HTTP/1.x answer: raw head and raw body (chunks joined, still content-encoded) in one pooled buffer.</summary>
internal sealed class ResponseMessage
{
    /// <summary>A length that a server only announces is not rented beyond this; the buffer then grows with what really comes.</summary>
    private const int MostReserved = 1 << 20;

    // 0 <= _headLength <= _length <= _buffer.Length; head is [0, _headLength), body is [_headLength, _length).
    private byte[] _buffer = [];
    private int _headLength;
    private int _length;

    /// <summary>The status code, 100 to 999; 0 until the status line was read.</summary>
    public int Status { get; internal set; }

    /// <summary>The x of HTTP/1.x.</summary>
    public int MinorVersion { get; internal set; }

    /// <summary>Whether there is any Set-Cookie: most answers have none, and need no search for it.</summary>
    public bool HasSetCookie { get; internal set; }

    /// <summary>Bytes of the body as received, transfer coding removed; counted also when the body was discarded.</summary>
    public long BodyLength { get; private set; }

    /// <summary>Status line, header lines and the empty line as received; folded lines are joined. Empty after <see cref="Release"/>.</summary>
    public ReadOnlySpan<byte> Head => _buffer.AsSpan(0, _headLength);

    /// <summary>The body as received, transfer coding removed. Empty when discarded and after <see cref="Release"/>.</summary>
    public ReadOnlyMemory<byte> Body => _buffer.AsMemory(_headLength, _length - _headLength);

    /// <summary>The header lines, in the order of the answer.</summary>
    public HeaderList Headers => new(Head);

    /// <summary>Length of <see cref="Head"/>.</summary>
    public int HeadLength => _headLength;

    /// <summary>The text after the status code; often empty.</summary>
    public ReadOnlySpan<byte> Reason
    {
        get
        {
            var end = Head.IndexOf((byte)'\n');
            return end < 13 ? default : Head[13..end].Trim(" \t\r"u8);
        }
    }

    /// <summary>The first value of a header.</summary>
    /// <param name="lowerCaseName">Its name in lower case; case of the answer does not matter.</param>
    /// <param name="value">Without the white space around it; valid until the message is released or reset.</param>
    public bool TryGetHeader(ReadOnlySpan<byte> lowerCaseName, out ReadOnlySpan<byte> value)
    {
        foreach (var header in Headers)
        {
            if (header.Name.Length == lowerCaseName.Length && Ascii.EqualsIgnoreCase(header.Name, lowerCaseName))
            {
                value = header.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Forgets the answer and keeps the buffer for the next.</summary>
    public void Reset()
    {
        Status = 0;
        MinorVersion = 0;
        HasSetCookie = false;
        BodyLength = 0;
        _headLength = 0;
        _length = 0;
    }

    /// <summary>Gives the buffer back. Status and lengths stay readable, head and body are empty.</summary>
    public void Release()
    {
        var buffer = _buffer;
        _buffer = [];
        _headLength = 0;
        _length = 0;
        if (buffer.Length != 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Adds to the head; no body may have begun.</summary>
    /// <param name="bytes">What to add.</param>
    /// <param name="bodyExpected">Bytes of body that will follow, so that the buffer is rented once; 0 where unknown.</param>
    internal void AppendHead(ReadOnlySpan<byte> bytes, long bodyExpected = 0)
    {
        var needed = _length + bytes.Length;
        if (bodyExpected != 0 || needed > _buffer.Length)
        {
            Grow(needed, needed + (int)Math.Min(bodyExpected, MostReserved));
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length = needed;
        _headLength = needed;
    }

    /// <summary>Takes back what was added beyond the end of the head.</summary>
    internal void TrimHead(int length)
    {
        _headLength = length;
        _length = length;
    }

    /// <summary>Joins a folded line with the one before: the line end becomes spaces, as RFC 9112, 5.2 has it.</summary>
    internal void Unfold(int lineFeed)
    {
        _buffer[lineFeed] = (byte)' ';
        if (_buffer[lineFeed - 1] == (byte)'\r')
        {
            _buffer[lineFeed - 1] = (byte)' ';
        }
    }

    /// <summary>Adds to the body and counts it.</summary>
    internal void AppendBody(ReadOnlySpan<byte> bytes)
    {
        var needed = _length + bytes.Length;
        if (needed > _buffer.Length)
        {
            Grow(needed, (int)Math.Min(2L * needed, Array.MaxLength));
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length = needed;
        BodyLength += bytes.Length;
    }

    /// <summary>Counts bytes of a discarded body.</summary>
    internal void CountBody(int bytes) => BodyLength += bytes;

    private void Grow(int needed, int wanted)
    {
        if (_buffer.Length >= wanted)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, wanted));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        if (_buffer.Length != 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = larger;
    }
}
