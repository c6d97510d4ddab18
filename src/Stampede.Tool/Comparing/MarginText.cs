using System.Globalization;
using Stampede.Analysis;

namespace Stampede.Engine;

/// <summary>Reads a size of a margin as people write it: <c>5%</c>, <c>20ms</c>, <c>0.5pp</c>, <c>10/s</c>.</summary>
internal static class MarginText
{
    private static readonly (string Suffix, ChangeUnit Unit, double Factor)[] Units =
    [
        ("%", ChangeUnit.Relative, 0.01), ("pp", ChangeUnit.PercentagePoints, 1), ("ms", ChangeUnit.Absolute, 1), ("us", ChangeUnit.Absolute, 0.001),
        ("µs", ChangeUnit.Absolute, 0.001), ("/s", ChangeUnit.Absolute, 1), ("s", ChangeUnit.Absolute, 1_000),
    ];

    /// <summary>Reads one for a metric; a sign may be there, if it is that of getting worse.</summary>
    /// <param name="metric">The metric, on which depends what is possible.</param>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong with it, and what is allowed.</param>
    /// <returns>The size and its unit; null where there is a problem.</returns>
    public static (double Size, ChangeUnit Unit)? Read(ComparedMetric metric, string text, out string? problem)
    {
        var trimmed = text.Trim();
        var (suffix, unit, factor) = Units.FirstOrDefault(u => trimmed.EndsWith(u.Suffix, StringComparison.Ordinal));
        var worse = metric.Direction() == ChangeDirection.LowerIsWorse ? '-' : '+';
        problem = null;
        var size = 0.0;
        if (suffix is null || !double.TryParse(trimmed[..^suffix.Length].TrimEnd(), NumberStyles.Float, CultureInfo.InvariantCulture, out size) || !double.IsFinite(size))
        {
            problem = $"'{text}' is no size of a change; write it as {Allowed(metric)}.";
        }
        else if (size < 0 ? worse == '+' : trimmed[0] == '+' && worse == '-')
        {
            problem = $"'{text}': {metric.Title()} {(worse == '+' ? "is worse when it is more" : "are worse when they are less")}; write {trimmed.TrimStart('+', '-')}.";
        }
        else if (size == 0)
        {
            problem = $"'{text}' is no size: it has to be above 0, as every measurement varies a little.";
        }
        else if (!Fits(metric, suffix, unit))
        {
            problem = $"'{text}' does not fit {metric.Title()}; write it as {Allowed(metric)}.";
        }
        else if (Math.Abs(size) > 100 && (suffix == "pp" || (suffix == "%" && worse == '-')))
        {
            problem = $"'{text}' can never be reached: {(suffix == "pp" ? "an error rate rises by 100 points at most" : $"{metric.Title()} fall by 100 % at most")}.";
        }

        return problem is null ? (Math.Abs(size) * factor, unit) : null;
    }

    private static bool Fits(ComparedMetric metric, string suffix, ChangeUnit unit) => metric switch
    {
        ComparedMetric.ErrorRate => unit != ChangeUnit.Absolute,
        ComparedMetric.RequestsPerSecond => suffix is "%" or "/s",
        _ => unit == ChangeUnit.Relative || (unit == ChangeUnit.Absolute && suffix != "/s"),
    };

    private static string Allowed(ComparedMetric metric) => metric switch
    {
        ComparedMetric.ErrorRate => "0.5pp (percentage points) or 50% (of the baseline's rate)",
        ComparedMetric.RequestsPerSecond => "5% or 10/s",
        _ => "5%, 20ms or 1.5s",
    };
}
