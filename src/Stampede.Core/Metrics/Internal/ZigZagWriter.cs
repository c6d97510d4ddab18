using System.Buffers;

namespace Stampede.Engine;

/// <summary>Writes the counters of an encoded histogram, in the form that <see cref="ZigZagReader"/> reads, behind room for a header.</summary>
internal struct ZigZagWriter(int header) : IDisposable
{
    private const int LongestNumber = 9;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1024);
    private readonly int _header = header;
    private int _length = header;

    /// <summary>The room in front.</summary>
    public readonly Span<byte> Header => _buffer.AsSpan(0, _header);

    /// <summary>Header and numbers.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Writes a run of zeros; none for 0.</summary>
    public void Zeros(int count)
    {
        if (count > 0)
        {
            Write(count == 1 ? 0 : -count);
        }
    }

    public void Write(long value)
    {
        if (_buffer.Length - _length < LongestNumber)
        {
            Grow();
        }

        var zigZag = (ulong)((value << 1) ^ (value >> 63));
        for (var i = 1; i < LongestNumber && zigZag >= 0x80; i++)
        {
            _buffer[_length++] = (byte)(zigZag | 0x80);
            zigZag >>= 7;
        }

        _buffer[_length++] = (byte)zigZag;
    }

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
