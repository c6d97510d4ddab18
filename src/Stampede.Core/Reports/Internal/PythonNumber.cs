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

        var size = Math.Abs(value);
        if (size is >= 1e15 and < 1e16)
        {
            return value.ToString("F1", CultureInfo.InvariantCulture); // .NET has an exponent here, Python not yet
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('E') ? text.Replace('E', 'e') : text.Contains('.') ? text : text + ".0";
    }

    /// <summary><c>f"{value:2f}"</c>: six decimals.</summary>
    public static string SixDecimals(double value) => value.ToString("F6", CultureInfo.InvariantCulture);
}
