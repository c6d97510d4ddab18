using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Stampede.Tests;

/// <summary>One way to damage a file.</summary>
/// <param name="Kind">Which: a number below <see cref="Kinds"/>.</param>
/// <param name="At">Where, as a share of its length in millionths.</param>
/// <param name="Value">With what.</param>
public sealed record FileDamage(int Kind, int At, int Value)
{
    private const int Kinds = 11;

    // Figures as nobody expects them.
    private static readonly string[] Figures = ["-1", "N/A", "1e308", "99999999999999999999", "0", "\"x\"", "1,234.5", "NaN", "null", "", "2147483648"];

    private static readonly byte[] Delimiters = [.. ",;\t|:"u8];

    /// <summary>Any damage.</summary>
    public static Gen<FileDamage> Any { get; } =
        from kind in Gen.Choose(0, Kinds - 1)
        from at in Gen.Choose(0, 999_999)
        from value in Gen.Choose(0, 255)
        select new FileDamage(kind, at, value);

    /// <summary>The file with the damage.</summary>
    public byte[] Apply(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return [(byte)Value];
        }

        var at = (int)((long)At * bytes.Length / 1_000_000);
        var (start, end) = Line(bytes, at);
        return Kind switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], (byte)(bytes[at] ^ (1 << (Value % 8))), .. bytes[(at + 1)..]],
            2 => [.. bytes[..start], .. bytes[end..]],
            3 => [.. bytes[..end], .. bytes[start..end], .. bytes[end..]],
            4 => [.. bytes.Select(b => b == Delimiters[Value % 5] ? Delimiters[(Value + 1) % 5] : b)],
            5 => [.. bytes[..at], (byte)Value, .. bytes[at..]],
            6 => Figure(bytes, at),
            7 => [.. bytes[end..], .. bytes[..end]],
            8 => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + Value)..]],
            9 => [.. Encoding.UTF8.GetBytes("\uFEFF"), .. bytes],
            _ => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(bytes).Replace("\n", "\r\n", StringComparison.Ordinal)),
        };
    }

    private static (int Start, int End) Line(byte[] bytes, int at)
    {
        var start = Array.LastIndexOf(bytes, (byte)'\n', at) + 1;
        var end = Array.IndexOf(bytes, (byte)'\n', Math.Min(Math.Max(start, at), bytes.Length - 1));
        return (Math.Min(start, bytes.Length), end < 0 ? bytes.Length : Math.Max(end + 1, start));
    }

    // Another figure for the next one from a place on.
    private byte[] Figure(byte[] bytes, int at)
    {
        var start = at;
        while (start < bytes.Length && !char.IsAsciiDigit((char)bytes[start]))
        {
            start++;
        }

        var end = start;
        while (end < bytes.Length && (char.IsAsciiDigit((char)bytes[end]) || bytes[end] == '.'))
        {
            end++;
        }

        return [.. bytes[..start], .. Encoding.UTF8.GetBytes(Figures[Value % Figures.Length]), .. bytes[end..]];
    }
}
