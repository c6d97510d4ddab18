using System.Text;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class TextDecodingTests
{
    [Theory]
    [InlineData("", "utf-8")]
    [InlineData("text/plain", "utf-8")]
    [InlineData("text/plain; charset=UTF-8", "utf-8")]
    [InlineData("text/plain; charset=klingon", "utf-8")]
    [InlineData("text/plain; charset=a-name-that-is-far-too-long", "utf-8")]
    [InlineData("text/plain; charset=\u00e4", "utf-8")]
    [InlineData("text/plain; charset=", "utf-8")]
    [InlineData("text/plain; notcharset=latin1", "utf-8")]
    [InlineData("text/plain; charset=ISO-8859-1", "latin1")]
    [InlineData("text/plain;charset=\"latin1\"", "latin1")]
    [InlineData("text/plain; boundary=x; Charset = 'windows-1252' ; y=z", "latin1")]
    [InlineData("text/plain; charset=utf-16", "utf-16")]
    [InlineData("text/plain; charset=utf-16le", "utf-16")]
    [InlineData("text/plain; charset=utf-16be", "utf-16BE")]
    [InlineData("text/plain; charset=utf-32", "utf-32")]
    public void The_charset_decides(string contentType, string encoding) =>
        Assert.Equal("gr\u00fcn", TextDecoding.Decode(Encoding.GetEncoding(encoding).GetBytes("gr\u00fcn"), Encoding.Latin1.GetBytes(contentType)));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_decides_before_the_charset(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("gr\u00fcn")];
        Assert.Equal("gr\u00fcn", TextDecoding.Decode(bytes, "text/plain; charset=iso-8859-1"u8));
    }

    [Fact]
    public void Bytes_that_are_not_valid_are_replaced() => Assert.Equal("a\ufffdb", TextDecoding.Decode([(byte)'a', 0xFF, (byte)'b'], default));

    [Fact]
    public void Nothing_is_empty() => Assert.Equal("", TextDecoding.Decode(default, "text/plain; charset=utf-16"u8));
}
