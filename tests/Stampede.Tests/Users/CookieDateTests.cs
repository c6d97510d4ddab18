using System.Text;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class CookieDateTests
{
    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z")]
    [InlineData("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z")]
    [InlineData("6 november 2026 1:2:3", "2026-11-06T01:02:03Z")]
    [InlineData("Thu, 01-Jan-1970 00:00:00 GMT", "1970-01-01T00:00:00Z")]
    [InlineData("01 Jan 69 00:00:00", "2069-01-01T00:00:00Z")]
    [InlineData("01 Jan 70 00:00:00", "1970-01-01T00:00:00Z")]
    [InlineData("00:00:00 2028 Feb 29", "2028-02-29T00:00:00Z")]
    [InlineData("Wed, 31-Dec-9999 23:59:59 UTC", "9999-12-31T23:59:59Z")]
    [InlineData("31 Feb 2026 00:00:00", null)]
    [InlineData("01 Jan 1600 00:00:00", null)]
    [InlineData("01 Jan 2026 24:00:00", null)]
    [InlineData("01 Jan 2026 00:60:00", null)]
    [InlineData("01 Jan 2026", null)]
    [InlineData("00 Jan 2026 00:00:00", null)]
    [InlineData("01 Foo 2026 00:00:00", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("", null)]
    [InlineData("99999999999 99999999 999999:99", null)]
    public void A_date_is_read_as_browsers_do(string text, string? expected) =>
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected).ToUnixTimeSeconds(), CookieDate.Read(Encoding.Latin1.GetBytes(text)));
}
