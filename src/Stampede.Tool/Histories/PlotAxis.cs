using Stampede.Analysis;

namespace Stampede.Reporting;

/// <summary>The range of values that a plot shows.</summary>
/// <param name="From">Its lower end.</param>
/// <param name="To">Its upper end, above the lower one.</param>
internal sealed record PlotAxis(double From, double To)
{
    /// <summary>Values that lie within so small a part of their greatest would be a line, if the axis began at 0.</summary>
    private const double Spread = 0.3;

    /// <summary>Whether it begins at 0. Where it does not, the plot says so.</summary>
    public bool IsFromZero => From == 0;

    /// <summary>The axis of a series: from 0, unless its changes would not be seen then.</summary>
    public static PlotAxis Of(HistorySeries series)
    {
        var values = series.Values.OfType<double>().ToArray();
        if (values.Length == 0 || values.Max() <= 0)
        {
            return new PlotAxis(0, 1);
        }

        var (least, greatest) = (values.Min(), values.Max());
        if (greatest - least >= Spread * greatest || greatest - least <= 1e-9 * greatest)
        {
            return new PlotAxis(0, greatest);
        }

        var room = Math.Max(0.1 * (greatest - least), 0.02 * greatest);
        return new PlotAxis(Math.Max(0, least - room), greatest + room);
    }

    /// <summary>Where a value stands, 0 at the lower end and 1 at the upper.</summary>
    public double Share(double value) => (value - From) / (To - From);

    /// <summary>What is said beside the plot.</summary>
    public string Text(HistoryMetric metric) =>
        IsFromZero ? "The axis begins at 0." : $"The axis begins at {HistoryText.Value(metric, From)}, not at 0.";
}
