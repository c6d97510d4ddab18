using System.Globalization;
using System.Text;

namespace Stampede.Engine;

/// <summary>
/// Time spans as people type them, in Locust's grammar and a little more: seconds (<c>90</c>), or hours, minutes, seconds and milliseconds in that
/// order, each at most once: <c>1h3m7s</c>, <c>1h30m</c>, <c>1.5s</c>, <c>250ms</c>. No sign, no spaces.
/// </summary>
public static class TimeSpanText
{
    /// <summary>What is allowed, for messages.</summary>
    internal const string Allowed = "allowed are seconds (90) or hours, minutes, seconds and milliseconds in that order (1h30m, 90s, 1.5s, 250ms)";

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
    ];

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none; the message has the text and what is allowed.</exception>
    public static TimeSpan Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is no time span: {Allowed}.");

    /// <summary>Reads one, or says that it is none.</summary>
    public static bool TryParse(string? text, out TimeSpan value)
    {
        value = default;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var ticks = 0m;
        var rest = text.AsSpan();
        for (var next = 0; !rest.IsEmpty;)
        {
            var digits = Length(rest, static c => char.IsAsciiDigit(c) || c == '.');
            var letters = Length(rest[digits..], static c => !char.IsAsciiDigit(c) && c != '.');
            if (!decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > long.MaxValue)
            {
                return false;
            }

            var bare = letters == 0 && digits == text.Length;
            var unit = bare ? 2 : IndexOf(rest.Slice(digits, letters));
            if (unit < next)
            {
                return false;
            }

            next = unit + 1;
            ticks += number * Units[unit].Ticks;
            rest = rest[(digits + letters)..];
        }

        if (ticks > TimeSpan.MaxValue.Ticks)
        {
            return false;
        }

        value = new TimeSpan((long)ticks);
        return true;
    }

    /// <summary>Writes one so that it can be read again: <c>1h3m7s</c>, <c>1.5s</c>, <c>250ms</c>, <c>0s</c>. A negative one is written as zero.</summary>
    public static string Format(TimeSpan value)
    {
        if (value <= TimeSpan.Zero)
        {
            return "0s";
        }

        if (value < TimeSpan.FromSeconds(1))
        {
            return Number(value.Ticks, TimeSpan.TicksPerMillisecond) + "ms";
        }

        var text = new StringBuilder();
        var ticks = value.Ticks;
        foreach (var (unit, size) in Units.AsSpan(0, 2))
        {
            if (ticks >= size)
            {
                text.Append(CultureInfo.InvariantCulture, $"{ticks / size}{unit}");
                ticks %= size;
            }
        }

        return ticks == 0 ? text.ToString() : text.Append(Number(ticks, TimeSpan.TicksPerSecond)).Append('s').ToString();
    }

    /// <summary>Two time spans together, at most the longest there is.</summary>
    internal static TimeSpan Sum(TimeSpan a, TimeSpan b) => a > TimeSpan.MaxValue - b ? TimeSpan.MaxValue : a + b;

    private static string Number(long ticks, long size) => ((decimal)ticks / size).ToString("0.#######", CultureInfo.InvariantCulture);

    private static int Length(ReadOnlySpan<char> text, Func<char, bool> isPart)
    {
        var length = 0;
        while (length < text.Length && isPart(text[length]))
        {
            length++;
        }

        return length;
    }

    private static int IndexOf(ReadOnlySpan<char> unit)
    {
        for (var i = 0; i < Units.Length; i++)
        {
            if (unit.SequenceEqual(Units[i].Unit))
            {
                return i;
            }
        }

        return -1;
    }
}
