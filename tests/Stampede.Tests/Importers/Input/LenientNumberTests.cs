using System.Text;
using Stampede.Importing;

namespace Stampede.Tests;

public class LenientNumberTests
{
    [Theory]
    [InlineData("12", 12.0)]
    [InlineData(" 12.5 ", 12.5)]
    [InlineData("1e3", 1_000.0)]
    [InlineData("1,234.5", 1_234.5)]
    [InlineData("1,234,567", 1_234_567.0)]
    [InlineData("1.234,5", 1_234.5)]
    [InlineData("1.234.567", 1_234_567.0)]
    [InlineData("1 234,5", 1_234.5)]
    [InlineData("1\u202f234", 1_234.0)]
    [InlineData("1'234.5", 1_234.5)]
    [InlineData("0,5", 0.5)]
    [InlineData("0,512", 0.512)]
    [InlineData("12,34", 12.34)]
    [InlineData("-3", -3.0)]
    public void A_number_is_read_as_it_is_written(string text, double value)
    {
        Assert.True(LenientNumber.TryNumber(Encoding.UTF8.GetBytes(text), out var number));
        Assert.Equal(value, number, 1e-9);
    }

    [Theory]
    [InlineData("1,234")]
    [InlineData("1,23,4")]
    [InlineData("1.23.4")]
    [InlineData("12ms")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("")]
    public void What_may_be_two_numbers_or_is_none_is_refused(string text) => Assert.False(LenientNumber.TryNumber(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("1,234", 1_234L)]
    [InlineData("1.234", 1_234L)]
    [InlineData("1 234", 1_234L)]
    [InlineData("7.0", 7L)]
    [InlineData("12", 12L)]
    public void A_count_may_have_thousands(string text, long value)
    {
        Assert.True(LenientNumber.TryCount(Encoding.UTF8.GetBytes(text), out var count));
        Assert.Equal(value, count);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1,23")]
    [InlineData("99999999999999999999")]
    public void What_is_no_count_is_refused(string text) => Assert.False(LenientNumber.TryCount(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("", true)]
    [InlineData(" - ", true)]
    [InlineData("N/A", true)]
    [InlineData("NaN", true)]
    [InlineData("null", true)]
    [InlineData("0", false)]
    public void What_is_unknown_is_told_from_zero(string text, bool isUnknown) => Assert.Equal(isUnknown, LenientNumber.IsUnknown(Encoding.UTF8.GetBytes(text)));
}
