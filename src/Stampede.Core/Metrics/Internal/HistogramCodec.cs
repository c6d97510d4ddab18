using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>
/// The V2 encoding of HDR histograms, big endian. Outside, in base64: cookie, length, zlib of the inside. Inside: cookie, payload length,
/// index offset, digits, lowest, highest, ratio (40 bytes), then the counters as <see cref="ZigZagReader"/> describes.
/// </summary>
internal static class HistogramCodec
{
    private const int OuterCookie = 0x1c849314;
    private const int InnerCookie = 0x1c849313;
    private const int OuterHeader = 8;
    private const int InnerHeader = 40;
    private const int CookieBase = ~0xf0; // the bits within are the counters' word size, which does not matter here

    /// <summary>More than any tool records, and few enough that no sum of counts overflows.</summary>
    private const long MostValues = 1L << 53;

    public static string Encode(Histogram histogram)
    {
        var layout = Histogram.Layout;
        var writer = new ZigZagWriter(InnerHeader);
        try
        {
            var next = 0;
            foreach (var (index, count) in histogram.Counts)
            {
                writer.Zeros(index - next);
                writer.Write(count);
                next = index + 1;
            }

            if (next == 0)
            {
                writer.Write(0); // what the other libraries write where there is no value
            }

            var header = writer.Header;
            BinaryPrimitives.WriteInt32BigEndian(header, InnerCookie);
            BinaryPrimitives.WriteInt32BigEndian(header[4..], writer.Written.Length - InnerHeader);
            BinaryPrimitives.WriteInt32BigEndian(header[8..], 0);
            BinaryPrimitives.WriteInt32BigEndian(header[12..], layout.Digits);
            BinaryPrimitives.WriteInt64BigEndian(header[16..], layout.Lowest);
            BinaryPrimitives.WriteInt64BigEndian(header[24..], layout.Highest);
            BinaryPrimitives.WriteDoubleBigEndian(header[32..], 1.0);
            return Compress(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    public static DecodedHistogram Decode(string base64)
    {
        var bytes = FromBase64(base64);
        if (bytes.Length < OuterHeader)
        {
            throw new InvalidDataException($"The histogram ends within its first {OuterHeader} bytes.");
        }

        var cookie = BinaryPrimitives.ReadInt32BigEndian(bytes);
        if ((cookie & CookieBase) != (OuterCookie & CookieBase))
        {
            throw new InvalidDataException($"The histogram begins with 0x{cookie:x8}{Version(cookie)}; expected is 0x{OuterCookie:x8}, the compressed V2 form.");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4));
        if (length < 0 || length > bytes.Length - OuterHeader)
        {
            throw new InvalidDataException($"The histogram is truncated: it says that {length} compressed bytes follow; {bytes.Length - OuterHeader} do.");
        }

        using var inflated = new ZLibStream(new MemoryStream(bytes, OuterHeader, length), CompressionMode.Decompress);
        Span<byte> header = stackalloc byte[InnerHeader];
        Fill(inflated, header, "header");
        var layout = ReadHeader(header, out var payloadLength);

        // A counter takes at most 9 bytes, so a longer payload is refused before memory is taken for it.
        var most = 9L * layout.Length + InnerHeader;
        if (payloadLength < 0 || payloadLength > most)
        {
            throw new InvalidDataException($"The histogram says that its counters take {payloadLength} bytes; its {layout.Length} counters take at most {most}.");
        }

        var payload = ArrayPool<byte>.Shared.Rent(payloadLength + 1);
        try
        {
            // One byte more than there should be: only at its end is the stream's checksum compared.
            var read = FillUpTo(inflated, payload.AsSpan(0, payloadLength + 1));

            // Older HdrHistogram_c counted the header in: a length too large by exactly that is not a truncation.
            if (read != payloadLength && read != payloadLength - InnerHeader)
            {
                throw new InvalidDataException(
                    $"The histogram says that its counters take {payloadLength} bytes; {(read > payloadLength ? "more" : read)} are there.");
            }

            return new DecodedHistogram(layout, ReadCounts(payload.AsSpan(0, read), layout));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(payload);
        }
    }

    /// <summary>Reads counters; <paramref name="mostValues"/> is the largest number that they may sum up to.</summary>
    internal static List<(int Index, long Count)> ReadCounts(ReadOnlySpan<byte> payload, HistogramLayout layout, long mostValues = MostValues)
    {
        var counts = new List<(int, long)>(payload.Length);
        var reader = new ZigZagReader(payload);
        long index = 0;
        long total = 0;
        while (reader.TryRead(out var value))
        {
            if (value < -int.MaxValue)
            {
                throw new InvalidDataException($"The histogram has a run of {-(Int128)value} zeros; at most {int.MaxValue} are possible.");
            }

            if (value <= 0)
            {
                index += value == 0 ? 1 : -value;
            }
            else
            {
                if (value > mostValues - total)
                {
                    throw new InvalidDataException($"The histogram's counter {index} is {value}: its counts exceed {mostValues}.");
                }

                total += value;
                counts.Add(((int)index, value));
                index++;
            }

            if (index > layout.Length)
            {
                throw new InvalidDataException($"The histogram has a counter {index - 1}; from {layout.Lowest} to {layout.Highest} with {layout.Digits} digits there are {layout.Length}.");
            }
        }

        return counts;
    }

    private static HistogramLayout ReadHeader(ReadOnlySpan<byte> header, out int payloadLength)
    {
        var cookie = BinaryPrimitives.ReadInt32BigEndian(header);
        if ((cookie & CookieBase) != (InnerCookie & CookieBase))
        {
            throw new InvalidDataException($"The histogram's compressed part begins with 0x{cookie:x8}{Version(cookie)}; expected is 0x{InnerCookie:x8}.");
        }

        payloadLength = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        var offset = BinaryPrimitives.ReadInt32BigEndian(header[8..]);
        if (offset != 0)
        {
            throw new InvalidDataException($"The histogram's counters are shifted by {offset}; only unshifted ones are read.");
        }

        var ratio = BinaryPrimitives.ReadDoubleBigEndian(header[32..]);
        if (ratio != 1.0)
        {
            throw new InvalidDataException(FormattableString.Invariant($"The histogram's values are to be multiplied by {ratio}; only whole ones (1) are read."));
        }

        var layout = HistogramLayout.Of(
            BinaryPrimitives.ReadInt64BigEndian(header[16..]), BinaryPrimitives.ReadInt64BigEndian(header[24..]), BinaryPrimitives.ReadInt32BigEndian(header[12..]));
        return layout;
    }

    private static string Version(int cookie) => (cookie & CookieBase) switch
    {
        0x1c849303 => " (V2, not compressed)",
        0x1c849301 => " (V1, not compressed)",
        0x1c849302 => " (V1)",
        0x1c849308 => " (V0, not compressed)",
        0x1c849309 => " (V0)",
        _ => "",
    };

    private static string Compress(ReadOnlySpan<byte> inner)
    {
        using var compressed = new MemoryStream(256);
        compressed.SetLength(OuterHeader);
        compressed.Position = OuterHeader;
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(inner);
        }

        var all = compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
        BinaryPrimitives.WriteInt32BigEndian(all, OuterCookie);
        BinaryPrimitives.WriteInt32BigEndian(all[4..], all.Length - OuterHeader);
        return Convert.ToBase64String(all);
    }

    private static byte[] FromBase64(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException e)
        {
            throw new InvalidDataException("The histogram is not base64.", e);
        }
    }

    private static void Fill(ZLibStream from, Span<byte> buffer, string what)
    {
        var read = FillUpTo(from, buffer);
        if (read < buffer.Length)
        {
            throw new InvalidDataException($"The histogram is truncated: {read} of the {buffer.Length} bytes of its {what} are there.");
        }
    }

    private static int FillUpTo(ZLibStream from, Span<byte> buffer)
    {
        try
        {
            return from.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"The histogram's compressed part is damaged: {e.Message}", e);
        }
    }
}
