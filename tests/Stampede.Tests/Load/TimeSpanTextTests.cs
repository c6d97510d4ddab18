using FsCheck;
using FsCheck.Fluent;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class TimeSpanTextTests
{
    [Theory]
    [InlineData("7", 7_000)]
    [InlineData("7s", 7_000)]
    [InlineData("1m", 60_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1h3m7s", 3_787_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("90s", 90_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("250ms", 250)]
    [InlineData("1s250ms", 1_250)]
    [InlineData("0", 0)]
    public void What_Locust_accepts_and_a_little_more_is_read(string text, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), TimeSpanText.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("q")]
    [InlineData("1h2m3")]
    [InlineData("1h30")]
    [InlineData("30m45")]
    [InlineData("30m1h")]
    [InlineData("1s1s")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData(" 5s")]
    [InlineData("5 s")]
    [InlineData("5S")]
    [InlineData("1.2.3s")]
    [InlineData(".")]
    [InlineData("1e3s")]
    [InlineData("1,5s")]
    [InlineData("9999999999999999h")]
    [InlineData("99999999999999999999999999999999s")]
    public void What_is_no_time_span_is_refused(string? text) => Assert.False(TimeSpanText.TryParse(text, out _));

    [Fact]
    public void The_exception_has_the_text_and_what_is_allowed()
    {
        var refused = Assert.Throws<FormatException>(() => TimeSpanText.Parse("1h30"));
        Assert.Equal(
            "'1h30' is no time span: allowed are seconds (90) or hours, minutes, seconds and milliseconds in that order (1h30m, 90s, 1.5s, 250ms).",
            refused.Message);
    }

    [Theory]
    [InlineData(3_787_000, "1h3m7s")]
    [InlineData(300_000, "5m")]
    [InlineData(1_500, "1.5s")]
    [InlineData(250, "250ms")]
    [InlineData(90_250, "1m30.25s")]
    [InlineData(0, "0s")]
    [InlineData(-1, "0s")]
    public void It_is_written_shortly(int milliseconds, string text) =>
        Assert.Equal(text, TimeSpanText.Format(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void What_is_written_is_read_as_the_same_to_the_tick() => Prop
        .ForAll(
            Gen.OneOf(
                Gen.Choose(0, int.MaxValue).Select(ticks => new TimeSpan(ticks)),
                Gen.Choose(0, int.MaxValue).Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))).ToArbitrary(),
            value => TimeSpanText.Parse(TimeSpanText.Format(value)) == value)
        .QuickCheckThrowOnFailure();
}
