using System.Globalization;

namespace Stampede.Engine;

/// <summary>Rates as people type them: <c>50</c> (per second), <c>50/s</c>, <c>90/m</c> or <c>90/min</c>, <c>1000/h</c>, with fractions.</summary>
internal static class RateText
{
    /// <summary>One arrival a tick of the clock, beyond which times are not told apart.</summary>
    public const double Most = TimeSpan.TicksPerSecond;

    private static readonly (string Unit, double Seconds)[] Units = [("s", 1), ("sec", 1), ("m", 60), ("min", 60), ("h", 3600), ("hour", 3600)];

    /// <summary>Writes arrivals per second so that exactly they are read again.</summary>
    public static string Of(double perSecond) => perSecond.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Reads one, in arrivals per second.</summary>
    public static bool TryParse(string? text, out double perSecond)
    {
        perSecond = 0;
        var slash = text?.IndexOf('/') ?? -1;
        var number = slash < 0 ? text : text![..slash];
        var unit = slash < 0 ? "s" : text![(slash + 1)..];
        var index = Array.FindIndex(Units, u => u.Unit == unit);
        if (index < 0 || !double.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var count) || double.IsNaN(count))
        {
            return false;
        }

        perSecond = count / Units[index].Seconds;
        return true;
    }

    /// <summary>What is wrong with one; null where nothing is. <paramref name="what"/> is its place, as the subject of a sentence.</summary>
    public static string? Problem(string what, string? text) =>
        !TryParse(text, out var rate) ? $"{what} is '{text ?? "null"}', which is no rate: allowed are arrivals per second (50, 0.5), or per second, minute or hour (50/s, 90/m, 1000/h)."
        : !(rate >= 0) ? $"{what} is '{text}': it must be 0 or more."
        : rate > Most ? $"{what} is '{text}': at most {Most:N0} per second can be told apart."
        : null;

    /// <summary>For people: the number with its unit, per second where none was written.</summary>
    public static string Format(string text) => text.Contains('/') ? text : text + "/s";
}
