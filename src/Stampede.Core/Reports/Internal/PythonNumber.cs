using System.Globalization;

namespace Stampede.Reporting;

/// <summary>Numbers as Python prints them, for readers that were written against files of Locust.</summary>
internal static class PythonNumber
{
    /// <summary><c>repr(float)</c>: the shortest digits that read back as the same number, always with a point or an exponent.</summary>
    public static string Float(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.Contains('E'))
        {
            return text.Replace('E', 'e');
        }

        return Math.Abs(value) >= 1e16 ? WithExponent(text) : text.Contains('.') ? text : text + ".0";
    }

    /// <summary><c>f"{value:2f}"</c>: six decimals.</summary>
    public static string SixDecimals(double value) => value.ToString("F6", CultureInfo.InvariantCulture);

    // .NET writes integers out a little further than Python does: 15000000000000000 is 1.5e+16.
    private static string WithExponent(string digits)
    {
        var sign = digits[0] == '-' ? 1 : 0;
        var exponent = digits.Length - sign - 1;
        var mantissa = digits.TrimEnd('0');
        var fraction = mantissa.Length > sign + 1 ? "." + mantissa[(sign + 1)..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa[..(sign + 1)]}{fraction}e+{exponent:00}");
    }
}
