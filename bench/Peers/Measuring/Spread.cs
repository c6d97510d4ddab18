using System.Globalization;

namespace Peers.Measuring;

/// <summary>The median of a few values, with the lowest and highest.</summary>
internal readonly record struct Spread(double Median, double Low, double High)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return new(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    public string ToString(string format) =>
        double.IsNaN(Median) ? "–"
        : string.Create(CultureInfo.InvariantCulture, $"{Text(Median, format)} [{Text(Low, format)}–{Text(High, format)}]");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
