namespace Stampede.Engine;

/// <summary>Runs of bytes and other people's streams, read one after another. Leaves the streams open.</summary>
internal sealed class JoinedStream : Stream
{
    // Each is a ReadOnlyMemory<byte> or a StreamStart.
    private readonly IReadOnlyList<object> _parts;
    private int _part;
    private int _offset;

    public JoinedStream(IReadOnlyList<object> parts)
    {
        _parts = parts;
        foreach (var part in parts)
        {
            (part as StreamStart)?.Rewind();
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Bytes of all parts; null where one cannot say.</summary>
    public static long? LengthOf(IEnumerable<object> parts)
    {
        long? sum = 0;
        foreach (var part in parts)
        {
            sum += part is StreamStart start ? start.Length : ((ReadOnlyMemory<byte>)part).Length;
        }

        return sum;
    }

    public override int Read(Span<byte> buffer)
    {
        while (!buffer.IsEmpty && _part < _parts.Count)
        {
            var read = _parts[_part] is StreamStart start ? start.Stream.Read(buffer) : Copy(buffer);
            if (read > 0)
            {
                return read;
            }

            Next();
        }

        return 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty && _part < _parts.Count)
        {
            var read = _parts[_part] is StreamStart start ? await start.Stream.ReadAsync(buffer, cancellationToken) : Copy(buffer.Span);
            if (read > 0)
            {
                return read;
            }

            Next();
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Copy(Span<byte> buffer)
    {
        var rest = ((ReadOnlyMemory<byte>)_parts[_part]).Span[_offset..];
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _offset += count;
        return count;
    }

    private void Next()
    {
        _part++;
        _offset = 0;
    }
}
