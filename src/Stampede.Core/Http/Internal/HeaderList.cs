namespace Stampede.Engine;

/// <summary>The header lines of a raw head, found while it is enumerated: nothing is allocated and nothing is copied.</summary>
/// <remarks>The head must have passed <see cref="ResponseParser"/>: a status line, lines with a colon, no folded lines, an empty line.</remarks>
internal ref struct HeaderList
{
    private ReadOnlySpan<byte> _rest;

    public HeaderList(ReadOnlySpan<byte> head)
    {
        _rest = head[(head.IndexOf((byte)'\n') + 1)..];
        Name = default;
        Value = default;
    }

    /// <summary>The name as the server wrote it.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The value without the white space around it.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public readonly HeaderList Current => this;

    public readonly HeaderList GetEnumerator() => this;

    public bool MoveNext()
    {
        var end = _rest.IndexOf((byte)'\n');
        if (end <= 0)
        {
            return false;
        }

        var line = _rest[..end];
        _rest = _rest[(end + 1)..];
        var colon = line.IndexOf((byte)':');
        if (colon < 0)
        {
            return false;
        }

        Name = line[..colon];
        Value = line[(colon + 1)..].Trim(" \t\r"u8);
        return true;
    }
}
