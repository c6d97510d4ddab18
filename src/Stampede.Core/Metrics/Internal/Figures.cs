using System.Globalization;

namespace Stampede.Metrics;

/// <summary>How figures are written for people. No language of the machine: a comma groups thousands, a point separates fractions.</summary>
internal static class Figures
{
    /// <summary>A response time without its unit, in milliseconds to three significant digits, whole above 100: 0.045, 1.23, 45.6, 789, 12,345.</summary>
    public static string Milliseconds(double microseconds)
    {
        var ms = microseconds / 1_000;
        var format = ms switch
        {
            < 0.9995 => "0.000",
            < 9.995 => "0.00",
            < 99.95 => "0.0",
            _ => "#,0",
        };
        return ms.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A response time with its unit.</summary>
    public static string Time(double microseconds) => $"{Milliseconds(microseconds)} ms";

    /// <summary>A number without a unit: three significant digits, whole above 100.</summary>
    public static string Number(double value) =>
        value.ToString(Math.Abs(value) switch { >= 1e15 => "0.###e+0", >= 99.95 => "#,0", >= 9.995 => "0.#", >= 0.9995 => "0.##", _ => "0.###" }, CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Something per second: one fraction digit below 1,000, two below 10.</summary>
    public static string Rate(double value) =>
        value.ToString(value switch { 0 => "0", < 9.995 => "0.00", < 999.95 => "0.0", _ => "#,0" }, CultureInfo.InvariantCulture);

    /// <summary>A share in percent, with as many digits as tell it from none and from all.</summary>
    public static string Percent(long part, long whole)
    {
        if (part == 0 || whole == 0)
        {
            return "0 %";
        }

        if (part == whole)
        {
            return "100 %";
        }

        var percent = 100.0 * part / whole;
        return percent switch
        {
            < 0.01 => "<0.01 %",
            > 99.99 => ">99.99 %",
            < 1 or > 99 => percent.ToString("0.00", CultureInfo.InvariantCulture) + " %",
            _ => percent.ToString("0.0", CultureInfo.InvariantCulture) + " %",
        };
    }

    /// <summary>A length of time for people: <c>7.5 s</c>, <c>5 min 7 s</c>, <c>1 h 30 min</c>.</summary>
    public static string Span(TimeSpan time)
    {
        if (time < TimeSpan.FromSeconds(59.95))
        {
            return time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s";
        }

        var seconds = (long)Math.Round(time.TotalSeconds);
        (long Value, string Unit)[] parts = [(seconds / 3_600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
        return string.Join(' ', parts.Where(p => p.Value > 0).Select(p => $"{p.Value} {p.Unit}"));
    }

    /// <summary>A time since the start, as a clock: <c>00:05:07</c>.</summary>
    public static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");

    public static string Bytes(long value) => value switch
    {
        < 1_000 => $"{value} B",
        < 1_000_000 => Scaled(value / 1e3, "kB"),
        < 1_000_000_000 => Scaled(value / 1e6, "MB"),
        _ => Scaled(value / 1e9, "GB"),
    };

    /// <summary>A noun with its number: <c>1 request</c>, <c>2,000 requests</c>.</summary>
    public static string Plural(long count, string one, string? many = null) => $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    private static string Scaled(double value, string unit) =>
        $"{value.ToString(value < 99.95 ? "0.0" : "#,0", CultureInfo.InvariantCulture)} {unit}";
}
