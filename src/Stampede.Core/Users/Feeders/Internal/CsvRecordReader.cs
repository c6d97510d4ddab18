namespace Stampede.Engine;

/// <summary>Reads the lines of a CSV file; a quoted field may hold newlines. Empty lines are passed over.</summary>
internal sealed class CsvRecordReader(Stream stream, byte delimiter) : RecordReader(stream)
{
    private const int NotYet = -1;

    private const int InQuotes = -2;

    protected override Taken? Take(ReadOnlySpan<byte> bytes, bool isOver)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var rest = bytes[start..];
            var end = End(rest);
            if (end < 0)
            {
                if (!isOver)
                {
                    return null;
                }

                if (end == InQuotes)
                {
                    throw Wrong(start, "a quote is opened and not closed.", isCutOff: true);
                }

                // The last line may lack its newline.
                end = rest.Length;
            }

            var length = end > 0 && rest[end - 1] == '\r' ? end - 1 : end;
            if (length > 0)
            {
                return new Taken(start, length, Math.Min(start + end + 1, bytes.Length));
            }

            start += end + 1;
        }

        return null;
    }

    /// <summary>Where the newline is that ends the record; negative where it is not there yet.</summary>
    private int End(ReadOnlySpan<byte> bytes)
    {
        var newline = bytes.IndexOf((byte)'\n');
        if (newline >= 0 && !bytes[..newline].Contains((byte)'"'))
        {
            return newline;
        }

        // A quote counts only where a field begins.
        for (var at = 0; ; at++)
        {
            if (at < bytes.Length && bytes[at] == '"')
            {
                at = CsvFields.Unquoted(bytes, at);
                if (at < 0)
                {
                    return InQuotes;
                }
            }

            var end = bytes[at..].IndexOfAny(delimiter, (byte)'\n');
            if (end < 0)
            {
                return NotYet;
            }

            at += end;
            if (bytes[at] == '\n')
            {
                return at;
            }
        }
    }
}
