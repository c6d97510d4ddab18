using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Stampede.Importing;

/// <summary>
/// Figures as tools, spreadsheets and people write them: <c>1234.5</c>, <c>1,234.5</c>, <c>1 234,5</c>, <c>1.234,5</c>, <c>0,5</c>. What may be either a
/// thousand or a fraction (<c>1,234</c>) is a thousand where a whole number is expected, and else refused.
/// </summary>
internal static class LenientNumber
{
    /// <summary>Whether a field says that nothing is known: empty, <c>N/A</c>, <c>-</c>, <c>null</c>, <c>NaN</c> and the like.</summary>
    public static bool IsUnknown(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t"u8);
        return text.Length switch
        {
            0 => true,
            1 => text[0] is (byte)'-' or (byte)'?',
            <= 4 => Is(text, "n/a"u8) || Is(text, "nan"u8) || Is(text, "null"u8) || Is(text, "none"u8) || Is(text, "--"u8),
            _ => false,
        };
    }

    /// <summary>A whole number of 0 or more.</summary>
    public static bool TryCount(ReadOnlySpan<byte> text, out long count)
    {
        text = text.Trim(" \t"u8);
        if (Utf8Parser.TryParse(text, out count, out var consumed) && consumed == text.Length)
        {
            return count >= 0;
        }

        count = 0;
        return Plain(text, isWhole: true) is { } plain && TryDouble(plain, out var value) && value is >= 0 and < 1L << 53
            && value == Math.Floor(value) && (count = (long)value) >= 0;
    }

    /// <summary>A finite number.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out double number)
    {
        text = text.Trim(" \t"u8);
        if (Utf8Parser.TryParse(text, out number, out var consumed) && consumed == text.Length)
        {
            return double.IsFinite(number);
        }

        return Plain(text, isWhole: false) is { } plain && TryDouble(plain, out number);
    }

    private static bool TryDouble(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => Ascii.EqualsIgnoreCase(text, lower);

    // With a point before the fraction and nothing between the thousands; null where that cannot be told.
    private static string? Plain(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        if (bytes.Length is 0 or > 40)
        {
            return null;
        }

        // The spaces between thousands: plain, no-break, narrow no-break; and the Swiss apostrophe.
        var text = Encoding.UTF8.GetString(bytes).Replace('\u00a0', ' ').Replace('\u202f', ' ').Replace('\'', ' ').Replace('\u2019', ' ');
        var point = text.LastIndexOf('.');
        var comma = text.LastIndexOf(',');
        if (point >= 0 && comma >= 0)
        {
            var (fraction, thousands) = point > comma ? ('.', ',') : (',', '.');
            return Grouped(text, fraction, thousands);
        }

        if (comma < 0)
        {
            return text.Contains(' ') ? Grouped(text, '.', ' ')
                : text.Count(c => c == '.') > 1 ? Grouped(text, ',', '.')
                : isWhole && point >= 0 ? Grouped(text, ',', '.') ?? text
                : text;
        }

        if (text.Contains(' '))
        {
            return Grouped(text, ',', ' ');
        }

        var isGrouped = Grouped(text, '.', ',') is { };
        if (isWhole || text.IndexOf(',') != comma)
        {
            return isGrouped ? Grouped(text, '.', ',') : null;
        }

        return isGrouped && !text.StartsWith("0,", StringComparison.Ordinal) ? null : text.Replace(',', '.');
    }

    // Groups of three after the first; null where they are not.
    private static string? Grouped(string text, char fraction, char thousands)
    {
        var end = text.IndexOf(fraction);
        var whole = end < 0 ? text : text[..end];
        var groups = whole.TrimStart('-', '+').Split(thousands);
        var isGrouped = groups[0].Length is >= 1 and <= 3 && groups.All(g => g.All(char.IsAsciiDigit)) && groups.Skip(1).All(g => g.Length == 3);
        var rest = end < 0 ? "" : text[(end + 1)..];
        return isGrouped && rest.All(char.IsAsciiDigit) ? whole.Replace(thousands.ToString(), "", StringComparison.Ordinal) + (end < 0 ? "" : "." + rest) : null;
    }
}
