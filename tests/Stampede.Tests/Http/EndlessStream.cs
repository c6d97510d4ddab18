namespace Stampede.Tests;

/// <summary>A stream of unknown length: the inner one's bytes, then its end or an exception; without an inner one zeros for ever.</summary>
internal sealed class EndlessStream(MemoryStream? inner, Exception? atEnd = null) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (inner is null)
        {
            return count;
        }

        var read = inner.Read(buffer, offset, count);
        return read == 0 && atEnd is not null ? throw atEnd : read;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (inner is null)
        {
            return new(buffer.Length);
        }

        var read = inner.Read(buffer.Span);
        return read == 0 && atEnd is not null ? ValueTask.FromException<int>(atEnd) : new(read);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
