using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Stampede.Engine;

/// <summary>Undoes Content-Encoding: gzip, deflate (with and without zlib's frame), br, and lists of them.</summary>
internal static class ContentDecoder
{
    private static ReadOnlySpan<byte> GzipMagic => [0x1F, 0x8B, 8];

    /// <summary>Decodes a whole body. Returns the same memory where there is nothing to decode.</summary>
    /// <param name="body">As received, transfer coding removed.</param>
    /// <param name="contentEncoding">The header's value; may be empty.</param>
    /// <param name="limit">Bytes of the result, and of every step to it.</param>
    /// <exception cref="InvalidDataException">The body is corrupted or cut, or the coding is not known.</exception>
    /// <exception cref="DecodedBodyTooLargeException">The result is larger than the limit.</exception>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> contentEncoding, long limit)
    {
        // The list is in the order of encoding: the last is undone first.
        while (!contentEncoding.IsEmpty && !body.IsEmpty)
        {
            var comma = contentEncoding.LastIndexOf((byte)',');
            var coding = contentEncoding[(comma + 1)..].Trim(" \t"u8);
            contentEncoding = comma < 0 ? default : contentEncoding[..comma];
            if (!IsIdentity(coding))
            {
                body = DecodeOne(body, coding, limit);
            }
        }

        return body;
    }

    /// <summary>Whether there is nothing to decode.</summary>
    public static bool IsIdentity(ReadOnlySpan<byte> contentEncoding) =>
        contentEncoding.IsEmpty || Ascii.EqualsIgnoreCase(contentEncoding, "identity"u8);

    private static ReadOnlyMemory<byte> DecodeOne(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> coding, long limit)
    {
        if (Ascii.EqualsIgnoreCase(coding, "br"u8))
        {
            return Brotli(body.Span, limit);
        }

        if (Ascii.EqualsIgnoreCase(coding, "gzip"u8) || Ascii.EqualsIgnoreCase(coding, "x-gzip"u8))
        {
            return Gzip(body, limit);
        }

        if (Ascii.EqualsIgnoreCase(coding, "deflate"u8))
        {
            return Deflate(body, limit);
        }

        throw new InvalidDataException($"the content coding '{Encoding.Latin1.GetString(coding)}' is not known");
    }

    /// <summary>Many servers say deflate and leave out the frame that the RFC asks for.</summary>
    private static bool HasZlibFrame(ReadOnlySpan<byte> body) =>
        body.Length >= 2 && (body[0] & 0x0F) == 8 && ((body[0] << 8) | body[1]) % 31 == 0;

    private static byte[] Deflate(ReadOnlyMemory<byte> body, long limit)
    {
        var source = new Source(body);
        var decoded = HasZlibFrame(body.Span)
            ? ReadAll(new ZLibStream(source, CompressionMode.Decompress), limit)
            : ReadAll(new DeflateStream(source, CompressionMode.Decompress), limit);
        return source.RanOut ? throw new InvalidDataException("the deflate data is cut") : decoded;
    }

    /// <summary>The runtime takes cut data for whole, so the length in the last four bytes is compared; with several members it is only of the last.</summary>
    private static byte[] Gzip(ReadOnlyMemory<byte> body, long limit)
    {
        var decoded = ReadAll(new GZipStream(new Source(body), CompressionMode.Decompress), limit);
        var frame = body.Span;
        if (frame.Length < 18
            || (BinaryPrimitives.ReadUInt32LittleEndian(frame[^4..]) != (uint)decoded.Length && frame[10..].IndexOf(GzipMagic) < 0))
        {
            throw new InvalidDataException("the gzip data is cut");
        }

        return decoded;
    }

    private static byte[] ReadAll(Stream decoder, long limit)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 << 10);
        var length = 0;
        try
        {
            using (decoder)
            {
                while (true)
                {
                    var read = decoder.Read(buffer, length, buffer.Length - length);
                    if (read == 0)
                    {
                        return buffer.AsSpan(0, length).ToArray();
                    }

                    length += read;
                    Check(length, limit);
                    if (length == buffer.Length)
                    {
                        buffer = Larger(buffer, length);
                    }
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Brotli(ReadOnlySpan<byte> body, long limit)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 << 10);
        var length = 0;
        var decoder = default(BrotliDecoder);
        try
        {
            while (true)
            {
                var status = decoder.Decompress(body, buffer.AsSpan(length), out var consumed, out var written);
                body = body[consumed..];
                length += written;
                Check(length, limit);
                switch (status)
                {
                    case OperationStatus.Done:
                        return buffer.AsSpan(0, length).ToArray();
                    case OperationStatus.DestinationTooSmall:
                        buffer = Larger(buffer, length);
                        break;
                    default:
                        throw new InvalidDataException(status == OperationStatus.NeedMoreData ? "the brotli data is cut" : "the brotli data is corrupted");
                }
            }
        }
        finally
        {
            decoder.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Check(long length, long limit)
    {
        if (length > limit)
        {
            throw new DecodedBodyTooLargeException(limit);
        }
    }

    private static byte[] Larger(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * buffer.Length, Array.MaxLength));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    /// <summary>A decoder that asks for more than there is has not come to the end of its data.</summary>
    private sealed class Source(ReadOnlyMemory<byte> bytes) : Stream
    {
        private ReadOnlyMemory<byte> _rest = bytes;

        public bool RanOut { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..count].CopyTo(buffer);
            _rest = _rest[count..];
            RanOut |= count == 0 && buffer.Length != 0;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
