using System.Globalization;

namespace Stampede.Importing;

/// <summary>Figures with their unit as wrk writes them: <c>696.36us</c>, <c>2.17ms</c>, <c>1.02s</c>, <c>3.50m</c>.</summary>
internal static class UnitNumber
{
    /// <summary>A time in microseconds.</summary>
    public static bool TryTime(ReadOnlySpan<char> text, out double microseconds)
    {
        var end = text.Length;
        while (end > 0 && char.IsAsciiLetter(text[end - 1]))
        {
            end--;
        }

        var unit = text[end..] switch
        {
            "us" => 1.0,
            "ms" => 1e3,
            "s" => 1e6,
            "m" => 60e6,
            "h" => 3_600e6,
            _ => double.NaN,
        };
        microseconds = double.TryParse(text[..end], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number * unit : double.NaN;
        return microseconds is >= 0 and < 1e18;
    }
}
