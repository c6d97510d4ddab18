namespace Stampede.Engine;

/// <summary>
/// Reads the counters of an encoded histogram: ZigZag numbers in LEB128-64b9B, 7 bits a byte, low ones first, at most 9 bytes, of which the ninth
/// carries 8 bits (not protobuf's varint). A negative number -k is a run of k zeros.
/// </summary>
internal ref struct ZigZagReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    /// <summary>False at the end.</summary>
    /// <exception cref="InvalidDataException">The bytes end within a number.</exception>
    public bool TryRead(out long value)
    {
        value = 0;
        if (_position == _bytes.Length)
        {
            return false;
        }

        ulong zigZag = 0;
        for (var shift = 0; ; shift += 7)
        {
            if (_position == _bytes.Length)
            {
                throw new InvalidDataException($"The histogram is truncated: its counters end within a number, after {_bytes.Length} bytes.");
            }

            var next = _bytes[_position++];
            if (shift == 56)
            {
                zigZag |= (ulong)next << shift;
                break;
            }

            zigZag |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        value = (long)(zigZag >> 1) ^ -(long)(zigZag & 1);
        return true;
    }
}
