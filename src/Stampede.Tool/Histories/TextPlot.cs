using System.Globalization;
using Stampede.Analysis;

namespace Stampede.Reporting;

/// <summary>A plot of a series in plain text, which any terminal and any reader of Markdown shows.</summary>
internal static class TextPlot
{
    private const int Height = 8;
    private const int Widest = 3; // columns of one run
    private const char Point = '•';
    private const char Mean = '─';
    private const char Border = '┊';

    /// <summary>Its lines.</summary>
    /// <param name="series">The series.</param>
    /// <param name="width">So many columns at most.</param>
    public static IReadOnlyList<string> Of(HistorySeries series, int width)
    {
        var axis = PlotAxis.Of(series);
        var (top, bottom) = (HistoryText.Value(series.Metric, axis.To), axis.IsFromZero ? "0" : HistoryText.Value(series.Metric, axis.From));
        var margin = Math.Max(top.Length, bottom.Length);
        var runs = series.Values.Count;
        var columns = Math.Max(1, Math.Min(width - margin - 2, runs * Widest));
        var place = new Func<int, int>(run => (int)(((long)run * 2 + 1) * columns / (2 * runs)));
        var cells = new char[Height, columns];
        foreach (var regime in series.Regimes)
        {
            for (var column = place(regime.First); column <= place(regime.Last); column++)
            {
                cells[Row(axis, regime.Mean), column] = Mean;
            }
        }

        int[] borders = [.. series.Regimes.Skip(1).Select(r => r.First)];
        foreach (var border in borders)
        {
            for (var row = 0; row < Height; row++)
            {
                cells[row, Math.Max(0, place(border) - (columns > runs ? 1 : 0))] = Border;
            }
        }

        foreach (var (run, value) in series.Values.Index())
        {
            if (value is { } known)
            {
                cells[Row(axis, known), place(run)] = Point;
            }
        }

        var lines = new List<string>();
        for (var row = 0; row < Height; row++)
        {
            var label = row == 0 ? top : row == Height - 1 ? bottom : "";
            var text = new char[columns];
            for (var column = 0; column < columns; column++)
            {
                text[column] = cells[row, column] is var cell && cell == 0 ? ' ' : cell;
            }

            lines.Add($"{label.PadLeft(margin)} {(label.Length > 0 ? '┤' : '│')}{new string(text)}".TrimEnd());
        }

        lines.Add(new string(' ', margin) + " └" + new string(Mean, columns));
        lines.Add((new string(' ', margin + 2) + Runs(borders, runs, columns, place)).TrimEnd());
        return lines;
    }

    private static int Row(PlotAxis axis, double value) => Height - 1 - (int)Math.Round(Math.Clamp(axis.Share(value), 0, 1) * (Height - 1));

    // The numbers of the first run, of the first of each regime, and of the last, where there is room.
    private static string Runs(int[] borders, int runs, int columns, Func<int, int> place)
    {
        var line = new char[columns];
        Array.Fill(line, ' ');
        foreach (var run in borders.Append(0).Append(runs - 1).Distinct())
        {
            var number = (run + 1).ToString(CultureInfo.InvariantCulture);
            var start = Math.Clamp(place(run) - (run == runs - 1 ? number.Length - 1 : 0), 0, Math.Max(0, columns - number.Length));
            if (start + number.Length <= columns && line.AsSpan(Math.Max(0, start - 1)..Math.Min(columns, start + number.Length + 1)).IndexOfAnyExcept(' ') < 0)
            {
                number.CopyTo(0, line, start, number.Length);
            }
        }

        return new string(line);
    }
}
