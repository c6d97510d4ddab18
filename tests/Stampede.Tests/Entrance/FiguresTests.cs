using Stampede.Metrics;
using Stampede.Reporting;

namespace Stampede.Tests;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0014, "0.001")]
    [InlineData(2.501, "2.5")]
    [InlineData(-12.34, "-12.3")]
    [InlineData(123.4, "123")]
    [InlineData(1_234_567, "1,234,567")]
    [InlineData(1.5e15, "1.5e+15")]
    public void Numbers_without_a_unit_have_three_digits(double value, string text) => Assert.Equal(text, Figures.Number(value));

    [Theory]
    [InlineData(0, "0.000")]
    [InlineData(45, "0.045")]
    [InlineData(999.4, "0.999")]
    [InlineData(999.6, "1.00")]
    [InlineData(1_234, "1.23")]
    [InlineData(9_996, "10.0")]
    [InlineData(12_345, "12.3")]
    [InlineData(99_949, "99.9")]
    [InlineData(99_951, "100")]
    [InlineData(1_234_567, "1,235")]
    [InlineData(3_600_000_000, "3,600,000")]
    public void Response_times_have_three_significant_digits(double microseconds, string text) => Assert.Equal(text, Figures.Milliseconds(microseconds));

    [Theory]
    [InlineData(0, 0, "0 %")]
    [InlineData(0, 10, "0 %")]
    [InlineData(10, 10, "100 %")]
    [InlineData(1, 1_000_000, "<0.01 %")]
    [InlineData(999_999, 1_000_000, ">99.99 %")]
    [InlineData(1, 300, "0.33 %")]
    [InlineData(1, 3, "33.3 %")]
    public void A_share_is_never_rounded_to_none_or_all(long part, long whole, string text) => Assert.Equal(text, Figures.Percent(part, whole));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(7.5, "7.5 s")]
    [InlineData(59.96, "1 min")]
    [InlineData(307, "5 min 7 s")]
    [InlineData(5400, "1 h 30 min")]
    public void A_span_is_written_for_people(double seconds, string text) => Assert.Equal(text, Figures.Span(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("/api/v1/deployments/{id}/", 12, "/api/v…{id}/")]
    [InlineData("abc", 1, "…")]
    [InlineData("abc", 0, "")]
    [InlineData("日本語日本語", 7, "日…語")]
    [InlineData("😀😀😀😀", 5, "😀…😀")]
    public void A_name_that_is_too_long_loses_its_middle(string text, int width, string fit) => Assert.Equal(fit, PlainText.Fit(text, width));
}
