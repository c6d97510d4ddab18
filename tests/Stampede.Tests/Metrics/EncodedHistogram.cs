using System.Buffers.Binary;
using System.IO.Compression;

namespace Stampede.Tests;

/// <summary>Builds encoded histograms by hand, right and wrong ones, and takes apart those that the code made.</summary>
internal sealed record EncodedHistogram
{
    public int OuterCookie { get; init; } = 0x1c849314;

    public int Cookie { get; init; } = 0x1c849313;

    /// <summary>What the header says; null says the truth.</summary>
    public int? PayloadLength { get; init; }

    /// <summary>What the outer header says; null says the truth.</summary>
    public int? CompressedLength { get; init; }

    public int Offset { get; init; }

    public int Digits { get; init; } = 3;

    public long Lowest { get; init; } = 1;

    public long Highest { get; init; } = 3_600_000_000;

    public double Ratio { get; init; } = 1;

    /// <summary>The counters, in hexadecimal.</summary>
    public string Payload { get; init; } = "02";

    public string Base64
    {
        get
        {
            var payload = Convert.FromHexString(Payload);
            var inner = new byte[40 + payload.Length];
            BinaryPrimitives.WriteInt32BigEndian(inner, Cookie);
            BinaryPrimitives.WriteInt32BigEndian(inner.AsSpan(4), PayloadLength ?? payload.Length);
            BinaryPrimitives.WriteInt32BigEndian(inner.AsSpan(8), Offset);
            BinaryPrimitives.WriteInt32BigEndian(inner.AsSpan(12), Digits);
            BinaryPrimitives.WriteInt64BigEndian(inner.AsSpan(16), Lowest);
            BinaryPrimitives.WriteInt64BigEndian(inner.AsSpan(24), Highest);
            BinaryPrimitives.WriteDoubleBigEndian(inner.AsSpan(32), Ratio);
            payload.CopyTo(inner, 40);
            return Wrap(inner, OuterCookie, CompressedLength);
        }
    }

    public static string Wrap(byte[] inner, int cookie = 0x1c849314, int? length = null)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(inner);
        }

        var header = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(header, cookie);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), length ?? (int)compressed.Length);
        return Convert.ToBase64String([.. header, .. compressed.ToArray()]);
    }

    /// <summary>The uncompressed part of an encoded histogram.</summary>
    public static byte[] Inner(string base64)
    {
        var bytes = Convert.FromBase64String(base64);
        using var zlib = new ZLibStream(new MemoryStream(bytes, 8, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4))), CompressionMode.Decompress);
        var inner = new MemoryStream();
        zlib.CopyTo(inner);
        return inner.ToArray();
    }
}
