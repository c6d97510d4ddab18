using System.Globalization;
using System.Text;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>
/// Figures of JSON objects, each null where it is not told: absent, null, NaN, or a text such as <c>-</c>. Some tools write figures as texts.
/// </summary>
internal static class JsonFigures
{
    /// <summary>No figure of a run is larger, whatever its unit.</summary>
    private const double Largest = 1e18;

    private const double LargestCount = 1L << 53;

    /// <summary>A number of 0 or more.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static double? Number(this JsonPart part, string member)
    {
        if (part.Find(member) is not { IsNull: false } figure)
        {
            return null;
        }

        double number;
        if (figure.IsString)
        {
            var text = Encoding.UTF8.GetBytes(figure.Text());
            if (LenientNumber.IsUnknown(text))
            {
                return null;
            }

            if (!LenientNumber.TryNumber(text, out number))
            {
                throw Wrong(figure.Text());
            }
        }
        else
        {
            number = figure.Double();
        }

        return double.IsNaN(number) ? null : number is >= 0 and <= Largest ? number : throw Wrong(number.ToString(CultureInfo.InvariantCulture));

        FormatException Wrong(string found) => new($"\"{member}\" must be a number of 0 or more, but is {found}.");
    }

    /// <summary>A whole number of 0 or more.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static long? Count(this JsonPart part, string member) => part.Number(member) is not { } number ? null
        : number == Math.Floor(number) && number <= LargestCount ? (long)number
        : throw new FormatException($"\"{member}\" must be a whole number of 0 or more, but is {number.ToString(CultureInfo.InvariantCulture)}.");

    /// <summary>The object of a name; null where it is absent or null.</summary>
    public static JsonPart? Object(this JsonPart part, string member) => part.Find(member) is { IsNull: false } found ? found : null;

    /// <summary>What stands under names such as <c>p99</c> or <c>p99.9</c>, as percentiles.</summary>
    /// <param name="parent">What the object stands in.</param>
    /// <param name="member">Its name.</param>
    /// <param name="percentile">The percentile of a name; null for what is none.</param>
    /// <param name="unit">Microseconds in the unit of the values.</param>
    public static Dictionary<double, double> Percentiles(this JsonPart parent, string member, Func<string, double?> percentile, double unit)
    {
        var percentiles = new Dictionary<double, double>();
        if (parent.Object(member) is { } values)
        {
            foreach (var value in parent.Members(member))
            {
                if (percentile(value.Name) is > 0 and <= 100 and var p && values.Number(value.Name) is { } time)
                {
                    percentiles.TryAdd(p, time * unit);
                }
            }
        }

        return percentiles;
    }

    /// <summary>The percentile that a name such as <c>p99.9</c> or <c>99th</c> means, without what stands around the number; null where it means none.</summary>
    public static double? Percentile(string name, string prefix, string suffix) =>
        name.Length > prefix.Length + suffix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal)
            && double.TryParse(name.AsSpan(prefix.Length, name.Length - prefix.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percentile)
            ? percentile
            : null;
}
