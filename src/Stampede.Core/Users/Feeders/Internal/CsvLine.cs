namespace Stampede.Engine;

/// <summary>Splits records into as many fields as there are columns. Its fields are valid until the next.</summary>
internal sealed class CsvLine(FeederColumns columns, byte delimiter)
{
    private readonly List<string> _fields = [];

    public FeederColumns Columns => columns;

    public IReadOnlyList<string> Fields => _fields;

    /// <summary>Splits a record; gives what is wrong, with its place, or null.</summary>
    public string? Split(ReadOnlyMemory<byte> record, long line)
    {
        if (CsvFields.Split(record.Span, delimiter, _fields) is { } problem)
        {
            return $"{Place.Of(line)}: {problem}";
        }

        return _fields.Count == columns.Names.Count ? null : FormattableString.Invariant(
            $"{Place.Of(line)}: {_fields.Count} {(_fields.Count == 1 ? "field" : "fields")}, and the header has {columns.Names.Count} ({string.Join(", ", columns.Names)}).");
    }
}
