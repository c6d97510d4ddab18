using Stampede.Analysis;
using Stampede.Reporting;

namespace Stampede.Tests;

public class TextPlotTests
{
    [Fact]
    public void A_plot_has_points_means_and_a_line_where_a_regime_begins()
    {
        var plot = TextPlot.Of(Series([.. Enumerable.Repeat(90.0, 8), 140, 150, 140, 150], 8), 80);

        Assert.Equal(10, plot.Count);
        Assert.Contains("150 ms ┤", plot[0], StringComparison.Ordinal);
        Assert.Equal("     0 ┤", plot[7][..8]);
        Assert.All(plot.Take(8), line => Assert.Contains('┊', line));
        Assert.Equal(Enumerable.Repeat(3, 7), Enumerable.Range(0, 7).Select(i => Columns(plot)[i + 1] - Columns(plot)[i])); // three columns a run
        Assert.Equal(12, plot.Sum(l => l.Count(c => c == '•')));
        Assert.EndsWith("1                       9       12", plot[9], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(1_000)]
    public void It_fits_whatever_there_is(int runs)
    {
        var series = Series([.. Enumerable.Range(0, runs).Select(i => i % 5 == 4 ? (double?)null : i % 7)], Math.Max(1, runs / 2));

        Assert.All(TextPlot.Of(series, 80), line => Assert.InRange(line.Length, 1, 80));
        Assert.InRange(Sparkline.Of(series, 40).Length, 1, 40);
    }

    [Fact]
    public void The_axis_begins_at_0_unless_nothing_would_be_seen()
    {
        Assert.True(PlotAxis.Of(Series([10, 20], 1)).IsFromZero);
        Assert.True(PlotAxis.Of(Series([0, 0], 1)).IsFromZero);
        Assert.True(PlotAxis.Of(Series([5, 5], 1)).IsFromZero);
        Assert.True(PlotAxis.Of(Series([null, null], 1)).IsFromZero);
        Assert.Equal("The axis begins at 97.9 ms, not at 0.", PlotAxis.Of(Series([100, 105], 1)).Text(HistoryMetric.Mean));
    }

    [Fact]
    public void A_sparkline_shows_gaps_and_regimes()
    {
        Assert.Equal("▁▁ ▁│███", Sparkline.Of(Series([1, 1, null, 1, 9, 9, 9], 3), 20));
        Assert.Equal("▄▄▄", Sparkline.Of(Series([5, 5, 5], 3), 20));
        Assert.Equal("▁▁▁▁▁│█████", Sparkline.Of(Series([.. Enumerable.Repeat(1.0, 50), .. Enumerable.Repeat(9.0, 50)], 50), 11));
    }

    private static int[] Columns(IReadOnlyList<string> plot) => [.. plot.SelectMany(l => l.Index()).Where(c => c.Item == '•').Select(c => c.Index).Order()];

    private static HistorySeries Series(double?[] values, int border)
    {
        var known = new KnownValues(values);
        return new HistorySeries { Service = "GET /a", Metric = HistoryMetric.Mean, Values = values, Regimes = border < known.Count ? known.Regimes([border]) : known.Regimes([]) };
    }

    private static HistorySeries Series(double[] values, int border) => Series([.. values.Select(v => (double?)v)], border);
}
