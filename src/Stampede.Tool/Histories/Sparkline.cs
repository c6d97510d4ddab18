using System.Text;
using Stampede.Analysis;

namespace Stampede.Reporting;

/// <summary>A series on one line, from its least to its greatest value: a bar for each of its runs, or for the mean of some, a line where a regime begins.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█";

    /// <summary>Draws it.</summary>
    /// <param name="series">The series.</param>
    /// <param name="width">So many columns at most, at least 10.</param>
    public static string Of(HistorySeries series, int width)
    {
        int[] borders = [.. series.Regimes.Skip(1).Select(r => r.First).TakeLast(width / 3)];
        var columns = Math.Max(1, Math.Min(series.Values.Count, width - borders.Length));
        var known = series.Values.OfType<double>().ToArray();
        var (least, greatest) = known.Length == 0 ? (0, 0) : (known.Min(), known.Max());
        var line = new StringBuilder();
        for (var column = 0; column < columns; column++)
        {
            var (start, end) = ((int)((long)column * series.Values.Count / columns), (int)((long)(column + 1) * series.Values.Count / columns));
            line.Append('│', borders.Count(b => b >= start && b < end));
            var values = series.Values.Take(start..end).OfType<double>().ToArray();
            line.Append(values.Length == 0 ? ' ' : greatest == least ? Bars[3] : Bars[(int)Math.Round((values.Average() - least) / (greatest - least) * (Bars.Length - 1))]);
        }

        return line.ToString();
    }
}
