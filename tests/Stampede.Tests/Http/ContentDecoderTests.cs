using System.IO.Compression;
using System.Text;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class ContentDecoderTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 20_000)));

    private static byte[] Encode(string coding, byte[] bytes)
    {
        var output = new MemoryStream();
        using (Stream encoder = coding switch
        {
            "gzip" => new GZipStream(output, CompressionLevel.Fastest, true),
            "zlib" => new ZLibStream(output, CompressionLevel.Fastest, true),
            "raw" => new DeflateStream(output, CompressionLevel.Fastest, true),
            _ => new BrotliStream(output, CompressionLevel.Fastest, true),
        })
        {
            encoder.Write(bytes);
        }

        return output.ToArray();
    }

    private static byte[] Decode(byte[] bytes, string header, long limit = 1 << 20) =>
        ContentDecoder.Decode(bytes, Encoding.ASCII.GetBytes(header), limit).ToArray();

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", "X-GZIP")]
    [InlineData("zlib", "deflate")]
    [InlineData("raw", "Deflate")]
    [InlineData("br", " br ")]
    [InlineData("gzip", "gzip, identity")]
    [InlineData("gzip", ",gzip,")]
    public void A_body_is_decoded(string coding, string header)
    {
        Assert.Equal(Text, Decode(Encode(coding, Text), header));
        Assert.Equal([], Decode(Encode(coding, []), header));
        Assert.Equal("x"u8.ToArray(), Decode(Encode(coding, "x"u8.ToArray()), header));
    }

    [Fact]
    public void A_list_is_undone_from_its_end() =>
        Assert.Equal(Text, Decode(Encode("br", Encode("zlib", Encode("gzip", Text))), "gzip, deflate,br"));

    [Theory]
    [InlineData("")]
    [InlineData("identity")]
    [InlineData("IDENTITY, identity")]
    public void Nothing_to_decode_is_the_same_memory(string header)
    {
        var memory = new ReadOnlyMemory<byte>(Text, 10, 20);
        Assert.Equal(memory, ContentDecoder.Decode(memory, Encoding.ASCII.GetBytes(header), 5));
    }

    [Fact]
    public void An_empty_body_needs_no_frame() => Assert.Equal([], Decode([], "gzip"));

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("zlib", "deflate")]
    [InlineData("raw", "deflate")]
    [InlineData("br", "br")]
    public void The_limit_holds_for_the_decoded_body(string coding, string header)
    {
        var zeros = Encode(coding, new byte[100_000]);
        Assert.True(zeros.Length < 2000);
        Assert.Equal(100_000, Decode(zeros, header, 100_000).Length);
        Assert.Throws<DecodedBodyTooLargeException>(() => Decode(zeros, header, 99_999));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("zlib", "deflate")]
    [InlineData("raw", "deflate")]
    [InlineData("br", "br")]
    public void A_cut_body_is_refused(string coding, string header)
    {
        var whole = Encode(coding, Text);
        Assert.Throws<InvalidDataException>(() => Decode(whole[..(whole.Length / 2)], header));
        Assert.Throws<InvalidDataException>(() => Decode(whole[..^1], header));
        Assert.Throws<InvalidDataException>(() => Decode(whole[..1], header));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void What_is_not_encoded_is_refused(string header) =>
        Assert.Throws<InvalidDataException>(() => Decode("{\"plain\":\"json, and not what the header says\"}"u8.ToArray(), header));

    [Fact]
    public void Gzip_may_have_several_members()
    {
        byte[] twice = [.. Encode("gzip", Text), .. Encode("gzip", "end"u8.ToArray())];
        Assert.Equal([.. Text, .. "end"u8], Decode(twice, "gzip"));
    }

    [Fact]
    public void A_corrupted_gzip_body_is_refused()
    {
        var bytes = Encode("gzip", Text);
        bytes[^8] ^= 0xFF;
        Assert.Throws<InvalidDataException>(() => Decode(bytes, "gzip"));
    }

    [Fact]
    public void An_unknown_coding_is_named() =>
        Assert.Equal("the content coding 'zstd' is not known", Assert.Throws<InvalidDataException>(() => Decode([1, 2, 3], "zstd")).Message);
}
