using System.Globalization;

namespace Stampede.Baselines.Compatible;

/// <summary>A number as the scripts hold and print it: whole, or with a fraction (<c>35.0</c>).</summary>
/// <param name="Value">The number.</param>
/// <param name="IsWhole">Whether it is printed without a fraction.</param>
public readonly record struct ScriptNumber(double Value, bool IsWhole = false)
{
    /// <summary>A number with a fraction.</summary>
    public static implicit operator ScriptNumber(double value) => new(value);

    /// <summary>As the scripts print it: the shortest digits that tell it from its neighbours.</summary>
    public override string ToString()
    {
        if (IsWhole || !double.IsFinite(Value))
        {
            return IsWhole ? Value.ToString("F0", CultureInfo.InvariantCulture) : double.IsNaN(Value) ? "nan" : Value > 0 ? "inf" : "-inf";
        }

        var text = Value.ToString("R", CultureInfo.InvariantCulture);
        if (Value == 0 || Math.Abs(Value) is >= 1e-4 and < 1e16)
        {
            text = text.Contains('E') ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : text;
            return text.Contains('.') ? text : text + ".0";
        }

        var parts = text.Split('E');
        return parts.Length == 1 ? text : $"{parts[0]}e{parts[1][0]}{parts[1][1..].TrimStart('0').PadLeft(2, '0')}";
    }

    /// <summary>Rounded to a number of decimals, a tie to the even digit, as the scripts round.</summary>
    public static double Round(double value, int decimals) => double.Parse(Fixed(value, decimals), CultureInfo.InvariantCulture);

    /// <summary>Printed with a number of decimals, a tie rounded to the even digit.</summary>
    public static string Fixed(double value, int decimals)
    {
        // A tie is exact only where the number is an odd multiple of 1/2^(decimals + 1); all others are printed right by the runtime.
        var steps = value * (1 << (decimals + 1));
        return Math.Abs(value) < 1e12 && steps == Math.Truncate(steps)
            ? Math.Round((decimal)value, decimals, MidpointRounding.ToEven).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
