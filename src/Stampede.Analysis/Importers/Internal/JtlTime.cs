using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Stampede.Importing;

/// <summary>Instants as JMeter writes them: milliseconds since 1970, or a date in one of the usual forms (<c>jmeter.save.saveservice.timestamp_format</c>).</summary>
internal static class JtlTime
{
    private static readonly string[] Forms =
    [
        "yyyy/MM/dd HH:mm:ss.FFF", "yyyy-MM-dd HH:mm:ss.FFF", "yyyy/MM/dd HH:mm:ss,FFF", "yyyy-MM-dd HH:mm:ss,FFF", "MM/dd/yy HH:mm:ss", "MM/dd/yyyy HH:mm:ss.FFF",
        "yyyy-MM-dd'T'HH:mm:ss.FFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ss.FFFzzz",
    ];

    /// <summary>An instant in microseconds since 1970.</summary>
    /// <param name="text">The text.</param>
    /// <param name="micros">The instant; without a zone it is taken as UTC.</param>
    /// <param name="lacksZone">Whether it is a date without a zone.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out long micros, out bool lacksZone)
    {
        text = text.Trim(" \t"u8);
        lacksZone = false;
        if (Utf8Parser.TryParse(text, out long milliseconds, out var consumed) && consumed == text.Length)
        {
            micros = milliseconds is > 0 and < long.MaxValue / 1_000 ? milliseconds * 1_000 : 0;
            return RunBuilder.IsInstant(micros);
        }

        micros = 0;
        if (text.Length is < 8 or > 40)
        {
            return false;
        }

        var date = Encoding.UTF8.GetString(text);
        if (!DateTimeOffset.TryParseExact(date, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return false;
        }

        lacksZone = !date.EndsWith('Z') && (date.Length < 6 || date[^6] is not ('+' or '-'));
        micros = RunBuilder.Micros(time);
        return RunBuilder.IsInstant(micros);
    }
}
