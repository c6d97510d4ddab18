using System.Buffers;

namespace Stampede.Engine;

/// <summary>Reads the dates of cookies as browsers do (RFC 6265, 5.1.1): any order, any separators, two-digit years.</summary>
internal static class CookieDate
{
    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Seconds since 1970; null where it is no date.</summary>
    public static long? Read(ReadOnlySpan<byte> text)
    {
        int day = 0, month = 0, year = -1, time = -1;
        while (true)
        {
            var start = text.IndexOfAny(TokenBytes);
            if (start < 0)
            {
                break;
            }

            text = text[start..];
            var end = text.IndexOfAnyExcept(TokenBytes);
            var token = end < 0 ? text : text[..end];
            text = text[token.Length..];
            if (time < 0 && ReadTime(token) is var read && read >= 0)
            {
                time = read;
                continue;
            }

            var digits = LeadingDigits(token, out var number);
            if (day == 0 && digits is 1 or 2 && number is >= 1 and <= 31)
            {
                day = number;
            }
            else if (month == 0 && digits == 0 && MonthOf(token) is var found && found > 0)
            {
                month = found;
            }
            else if (year < 0 && digits is >= 2 and <= 4)
            {
                year = number < 70 && digits == 2 ? number + 2000 : number <= 99 && digits == 2 ? number + 1900 : number;
            }
        }

        if (day == 0 || month == 0 || year is < 1601 or > 9999 || time < 0 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        return new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() + time;
    }

    /// <summary>h:m:s as seconds of the day, -1 where it is none.</summary>
    private static int ReadTime(ReadOnlySpan<byte> token)
    {
        var seconds = 0;
        for (var field = 0; field < 3; field++)
        {
            var digits = LeadingDigits(token, out var number);
            if (digits is 0 or > 2 || number > (field == 0 ? 23 : 59))
            {
                return -1;
            }

            seconds = seconds * 60 + number;
            token = token[digits..];
            if (field < 2)
            {
                if (token.IsEmpty || token[0] != (byte)':')
                {
                    return -1;
                }

                token = token[1..];
            }
        }

        return token.IsEmpty || token[0] != (byte)':' ? seconds : -1;
    }

    private static int LeadingDigits(ReadOnlySpan<byte> token, out int number)
    {
        number = 0;
        var count = 0;
        while (count < token.Length && count < 6 && token[count] is >= (byte)'0' and <= (byte)'9')
        {
            number = number * 10 + token[count++] - '0';
        }

        return count;
    }

    private static int MonthOf(ReadOnlySpan<byte> token)
    {
        if (token.Length < 3)
        {
            return 0;
        }

        var months = "janfebmaraprmayjunjulaugsepoctnovdec"u8;
        for (var month = 0; month < 12; month++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(token[..3], months.Slice(3 * month, 3)))
            {
                return month + 1;
            }
        }

        return 0;
    }
}
