using System.Globalization;

namespace Stampede.Engine;

/// <summary>Writes what was measured for people: three digits, or as many as it takes to see on which side of the limit it is.</summary>
internal static class MeasurementText
{
    // What lies beyond a percentile, below which it is little more than the extreme value.
    private const int EnoughInTail = 10;

    /// <param name="rule">What was measured.</param>
    /// <param name="measured">How much it is.</param>
    /// <param name="remark">What else is to be said, in brackets; null for nothing.</param>
    public static string Of(ThresholdRule rule, Measurement measured, string? remark = null)
    {
        var text = rule.Quantity switch
        {
            Quantity.Time => Time(measured.Value, rule.Limit),
            Quantity.Share => Share(measured.Value, rule.Limit),
            Quantity.PerSecond => $"{Rounded(measured.Value, 1, rule.Limit)}/s",
            Quantity.Number => Rounded(measured.Value, 1, rule.Limit),
            _ => measured.Value.ToString("N0", CultureInfo.InvariantCulture),
        };
        if (rule.Quantity == Quantity.Time && measured.LeftOut > 0.001)
        {
            text += " of successes";
        }

        var thin = IsThin(rule, measured.Samples) ? string.Create(CultureInfo.InvariantCulture, $"n = {measured.Samples}") : null;
        return (thin ?? remark) is null ? text : $"{text} ({thin}{(thin is null || remark is null ? "" : ", ")}{remark})";
    }

    /// <summary>Where a window is, as a remark: <c>worst of 271 windows of 30 s, at 2m10s</c>.</summary>
    public static string Window(TimeSpan length, TimeSpan start, int? windows)
    {
        var size = length < TimeSpan.FromMinutes(1) ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0} s") : TimeSpanText.Format(length);
        var place = $"at {TimeSpanText.Format(TimeSpan.FromSeconds(Math.Round(start.TotalSeconds)))}";
        return windows is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"worst of {count:N0} {(count == 1 ? "window" : "windows")} of {size}, {place}")
            : $"in the window of {size}, {place}";
    }

    /// <summary>How many times another figure it is, as a remark: <c>1.83 times the 334 ms of {load:one user}</c>.</summary>
    public static string Times(ThresholdRule rule, Measurement measured, ThresholdRule other, Measurement compared) =>
        $"{Rounded(measured.Value / compared.Value, 1, rule.Limit)} times the {Of(other, compared)} of {rule.Reference!.Text}";

    private static bool IsThin(ThresholdRule rule, long samples)
    {
        var tail = Math.Min(rule.Percentile, 100 - rule.Percentile) / 100;
        return rule.Aggregation == Aggregation.Percentile && tail > 0 && Math.Round(samples * tail, 6) < EnoughInTail;
    }

    private static string Time(double microseconds, double limit) => microseconds switch
    {
        < 999.5 => $"{Rounded(microseconds, 1, limit)} µs",
        < 999_500 => $"{Rounded(microseconds, 1_000, limit)} ms",
        _ => $"{Rounded(microseconds, 1_000_000, limit)} s",
    };

    private static string Share(double share, double limit)
    {
        for (var digits = 2; ; digits++)
        {
            var percent = Math.Round(share * 100, digits);
            if (digits == 12 || (Side(percent, limit * 100) == Side(share, limit) && Side(percent, 100) == Side(share, 1) && Side(percent, 0) == Side(share, 0)))
            {
                return percent.ToString("0.############", CultureInfo.InvariantCulture) + " %";
            }
        }
    }

    private static string Rounded(double value, double unit, double limit)
    {
        var scaled = value / unit;
        var whole = scaled < 1 ? 1 : (int)Math.Log10(scaled) + 1;
        for (var decimals = Math.Max(0, 3 - whole); ; decimals++)
        {
            var rounded = Round(scaled, decimals);
            if (decimals == 12 || Side(rounded, limit / unit) == Side(value, limit))
            {
                return rounded.ToString("#,0.############", CultureInfo.InvariantCulture);
            }
        }
    }

    // Halves go up, as in the tables: 3,065 µs is 3.07 ms everywhere.
    private static double Round(double value, int decimals) =>
        Math.Abs(value) < 1e12 ? (double)Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero) : Math.Round(value, decimals);

    private static int Side(double value, double limit) => Math.Abs(value - limit) <= Math.Abs(limit) * 1e-13 ? 0 : value.CompareTo(limit);
}
