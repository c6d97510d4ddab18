using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Tests;

public class HistogramCodecTests
{
    private static readonly EncodedHistogram Good = new();

    [Fact]
    public void The_text_begins_as_every_V2_histogram_does() => Assert.StartsWith("HISTFAAA", HistogramTests.Of(1, 2, 3).Encode());

    [Fact]
    public void An_empty_histogram_survives()
    {
        HistogramTests.AssertSame(new Histogram(), Histogram.Decode(new Histogram().Encode()));
        HistogramTests.AssertSame(new Histogram(), Histogram.Decode((Good with { Payload = "" }).Base64));
    }

    [Fact]
    public void Buckets_survive_and_the_exact_figures_can_be_restored()
    {
        var random = new Random(11);
        for (var round = 0; round < 30; round++)
        {
            var scale = Math.Pow(10, random.Next(1, 10));
            var histogram = HistogramTests.Of([.. Enumerable.Range(0, random.Next(1, 500)).Select(_ => (long)(random.NextDouble() * scale))]);
            var decoded = Histogram.Decode(histogram.Encode());

            Assert.Equal(histogram.Buckets, decoded.Buckets);
            Assert.Equal(histogram.Count, decoded.Count);
            Assert.InRange(decoded.Mean, histogram.Mean * 0.999 - 0.5, histogram.Mean * 1.001 + 0.5);
            decoded.Restore(histogram.Sum, histogram.Min, histogram.Max);
            HistogramTests.AssertSame(histogram, decoded);
            Assert.Equal(histogram.Percentile(99), decoded.Percentile(99));
        }
    }

    [Fact]
    public void The_extremes_survive()
    {
        var histogram = new Histogram();
        histogram.Record(0);
        histogram.Record(1, 1_000_000_000_000);
        histogram.Record(3_600_000_000);
        var decoded = Histogram.Decode(histogram.Encode());
        decoded.Restore(histogram.Sum, histogram.Min, histogram.Max);

        HistogramTests.AssertSame(histogram, decoded);
    }

    [Fact]
    public void Without_restored_figures_max_is_not_above_an_hour() =>
        Assert.Equal(3_600_000_000, Histogram.Decode(HistogramTests.Of(3_600_000_000).Encode()).Max);

    [Fact]
    public void A_single_zero_is_written_as_one_and_a_run_by_its_length()
    {
        Assert.Equal("020002", Payload(HistogramTests.Of(0, 2)));
        Assert.Equal("1102", Payload(HistogramTests.Of(9)));
        Assert.Equal("02020202020202020202", Payload(HistogramTests.Of([.. Enumerable.Range(0, 10).Select(i => (long)i)])));
        Assert.Equal("00", Payload(new Histogram()));
    }

    [Fact]
    public void Numbers_take_up_to_nine_bytes_of_which_the_last_carries_eight_bits()
    {
        foreach (var value in (long[])[0, 1, -1, 63, 64, -64, -65, 1L << 53, (1L << 53) + 1, long.MaxValue, long.MinValue, -(1L << 55), 1L << 55])
        {
            using var writer = new ZigZagWriter(0);
            Write(writer, value, out var written);
            var reader = new ZigZagReader(written);

            Assert.InRange(written.Length, 1, 9);
            Assert.True(reader.TryRead(out var read));
            Assert.Equal(value, read);
            Assert.False(reader.TryRead(out _));
        }

        static void Write(ZigZagWriter writer, long value, out byte[] written)
        {
            writer.Write(value);
            written = writer.Written.ToArray();
        }
    }

    [Fact]
    public void Another_configuration_is_decoded_but_not_merged()
    {
        // Two digits from 20,000 on: units of 16,384, 256 sub-buckets.
        var other = Good with { Lowest = 20_000, Highest = 30_000_000_000, Digits = 2, Payload = "0204" + "FB03" + "06" };
        var decoded = HistogramCodec.Decode(other.Base64);

        Assert.Equal([(0, 1L), (1, 2L), (256, 3L)], decoded.Counts);
        Assert.Equal((0, 16_383), (decoded.Layout.Low(0), decoded.Layout.High(0)));
        Assert.Equal((256L << 14, (258L << 14) - 1), (decoded.Layout.Low(256), decoded.Layout.High(256)));
        Assert.Equal(280, decoded.Layout.Index(5_000_000));
        AssertRefused("resolution of 20000 with 2 significant digits", () => Histogram.Decode(other.Base64));
    }

    [Fact]
    public void A_smaller_range_of_the_same_resolution_is_read() =>
        Assert.Equal(1, Histogram.Decode((Good with { Highest = 10_000 }).Base64).Count);

    [Fact]
    public void A_length_that_counts_the_header_in_is_no_truncation() =>
        Assert.Equal(1, Histogram.Decode((Good with { PayloadLength = 41 }).Base64).Count);

    [Fact]
    public void Any_word_size_in_the_cookies_is_read() =>
        Assert.Equal(1, Histogram.Decode((Good with { OuterCookie = 0x1c849344, Cookie = 0x1c849383 }).Base64).Count);

    [Fact]
    public void What_is_no_base64_is_refused() => AssertRefused("not base64", () => HistogramCodec.Decode("HISTFAAA*"));

    [Fact]
    public void Every_truncation_is_refused()
    {
        var bytes = Convert.FromBase64String(HistogramTests.Of(1, 500, 70_000, 3_000_000).Encode());
        for (var length = 0; length < bytes.Length; length++)
        {
            AssertRefused("", () => HistogramCodec.Decode(Convert.ToBase64String(bytes, 0, length)));
        }
    }

    [Fact]
    public void A_truncation_that_the_length_hides_loses_nothing_in_silence()
    {
        var original = HistogramTests.Of(1, 500, 70_000, 3_000_000);
        var bytes = Convert.FromBase64String(original.Encode());
        for (var length = 8; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            cut[7] = (byte)(length - 8);
            AssertRefusedOrSame(original, cut);
        }
    }

    [Fact]
    public void A_damaged_bit_loses_nothing_in_silence()
    {
        var original = HistogramTests.Of(1, 500, 70_000, 3_000_000);
        var bytes = Convert.FromBase64String(original.Encode());
        for (var i = 0; i < bytes.Length * 8; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i / 8] ^= (byte)(1 << (i % 8));
            AssertRefusedOrSame(original, damaged);
        }
    }

    [Theory]
    [InlineData(0x1c849301, "V1, not compressed")]
    [InlineData(0x1c849302, "(V1)")]
    [InlineData(0x1c849308, "V0")]
    [InlineData(0x1c849313, "V2, not compressed")]
    [InlineData(0x12345678, "0x12345678")]
    public void Another_version_is_refused_by_name(int cookie, string named)
    {
        AssertRefused(named, () => HistogramCodec.Decode((Good with { OuterCookie = cookie }).Base64));
    }

    [Fact]
    public void A_wrong_header_is_refused()
    {
        Refused("begins with 0x1c849301", Good with { Cookie = 0x1c849301 });
        Refused("shifted by 7", Good with { Offset = 7 });
        Refused("multiplied by 0.5", Good with { Ratio = 0.5 });
        Refused("multiplied by NaN", Good with { Ratio = double.NaN });
        Refused("not 6", Good with { Digits = 6 });
        Refused("not -1", Good with { Digits = -1 });
        Refused("from 0 to", Good with { Lowest = 0 });
        Refused("from 100 to 199", Good with { Lowest = 100, Highest = 199 });
        Refused("exceeds 64 bits", Good with { Lowest = 1L << 60, Highest = long.MaxValue, Digits = 5 });
        Refused("take -1 bytes", Good with { PayloadLength = -1 });
        Refused("take 2147483647 bytes", Good with { PayloadLength = int.MaxValue });
        Refused("2 bytes; 1 are there", Good with { PayloadLength = 2 });
        Refused("0 bytes; more are there", Good with { PayloadLength = 0 });
        Refused("12345 compressed bytes", Good with { CompressedLength = 12345 });
        Refused("-1 compressed bytes", Good with { CompressedLength = -1 });

        static void Refused(string because, EncodedHistogram encoded) => AssertRefused(because, () => HistogramCodec.Decode(encoded.Base64));
    }

    [Theory]
    [InlineData("FEFFFFFFFFFFFFFFFF", "is 9223372036854775807")]
    [InlineData("FFFFFFFFFFFFFFFFFF", "run of 9223372036854775808 zeros")]
    [InlineData("0102FFFFFFFF0F02", "run of 2147483648 zeros")]
    [InlineData("FFFF", "end within a number, after 2 bytes")]
    [InlineData("01FFF10402", "a counter 40064")]
    public void Malicious_counters_are_refused(string payload, string because)
    {
        AssertRefused(because, () => HistogramCodec.Decode((Good with { Payload = payload }).Base64));
    }

    [Fact]
    public void A_count_over_the_word_size_is_refused()
    {
        var layout = HistogramLayout.Of(1, 3_600_000_000, 3);

        Assert.Equal([(0, 32_767L)], HistogramCodec.ReadCounts(Convert.FromHexString("FEFF03"), layout, short.MaxValue));
        AssertRefused("counter 1 is 1", () => HistogramCodec.ReadCounts(Convert.FromHexString("FEFF0302"), layout, short.MaxValue));
    }

    [Fact]
    public void A_run_of_zeros_past_the_end_is_refused_and_one_to_the_end_is_not()
    {
        // 23,551 zeros are 0xFDEF02 as a number, then one value in the last counter.
        Assert.Equal([(23_551, 1L)], HistogramCodec.Decode((Good with { Payload = "FDEF02" + "02" }).Base64).Counts);
        AssertRefused("a counter 23552", () => HistogramCodec.Decode((Good with { Payload = "FFEF02" + "02" }).Base64));
        AssertRefused("above the largest allowed", () => Histogram.Decode((Good with { Payload = "FDEF02" + "02" }).Base64));
    }

    [Fact]
    public void A_sum_beyond_64_bits_is_refused()
    {
        // 2^52 values of an hour.
        var encoded = Good with { Payload = "E7EA02" + "8080808080808010" };

        AssertRefused("exceeds 64 bits", () => Histogram.Decode(encoded.Base64));
    }

    [Fact]
    public void Figures_that_cannot_belong_to_the_values_are_not_restored()
    {
        var decoded = Histogram.Decode(HistogramTests.Of(10_001, 20_000).Encode());

        AssertRefused("min 9999", () => decoded.Restore(30_001, 9_999, 20_000));
        AssertRefused("max 20016", () => decoded.Restore(30_001, 10_001, 20_016));
        AssertRefused("sum 20001", () => decoded.Restore(20_001, 10_001, 20_000));
        AssertRefused("sum 40001", () => decoded.Restore(40_001, 10_001, 20_000));
        AssertRefused("min -1", () => Histogram.Decode(HistogramTests.Of(0).Encode()).Restore(0, -1, 0));
        AssertRefused("without values", () => new Histogram().Restore(1, 1, 1));
        decoded.Restore(30_001, 10_001, 20_000);
        Assert.Equal(30_001, decoded.Sum);
    }

    private static void AssertRefusedOrSame(Histogram original, byte[] bytes)
    {
        Histogram decoded;
        try
        {
            decoded = Histogram.Decode(Convert.ToBase64String(bytes));
        }
        catch (InvalidDataException)
        {
            return; // and nothing else may be thrown
        }

        Assert.Equal(original.Buckets, decoded.Buckets);
    }

    private static void AssertRefused(string because, Action action) =>
        Assert.Contains(because, Assert.Throws<InvalidDataException>(action).Message);

    private static string Payload(Histogram histogram) => Convert.ToHexString(EncodedHistogram.Inner(histogram.Encode()).AsSpan(40));
}
