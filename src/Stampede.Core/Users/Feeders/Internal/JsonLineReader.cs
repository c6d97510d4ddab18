namespace Stampede.Engine;

/// <summary>Reads a file line by line; lines without anything are passed over.</summary>
internal sealed class JsonLineReader(Stream stream) : RecordReader(stream)
{
    protected override Taken? Take(ReadOnlySpan<byte> bytes, bool isOver)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var newline = bytes[start..].IndexOf((byte)'\n');
            if (newline < 0 && !isOver)
            {
                return null;
            }

            var end = newline < 0 ? bytes.Length : start + newline;
            var next = newline < 0 ? end : end + 1;
            if (!bytes[start..end].Trim(" \t\r"u8).IsEmpty)
            {
                return new Taken(start, end - start, next);
            }

            start = next;
        }

        return null;
    }
}
