using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Stampede.Engine;

namespace Stampede;

/// <summary>A row of a CSV or JSON file: fields by the names of their columns, in any case. It never changes.</summary>
public sealed class FeederRow
{
    private readonly FeederColumns _columns;
    private readonly string?[] _fields;
    private readonly long _line;

    internal FeederRow(FeederColumns columns, string?[] fields, long line) => (_columns, _fields, _line) = (columns, fields, line);

    /// <summary>The names of the columns, in the file's order; of JSON, this object's properties.</summary>
    public IReadOnlyList<string> Columns => _columns.Names;

    /// <summary>A field as text; of JSON, strings as they are, null as an empty text, everything else as it is written.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column; the message names the file and the columns there are.</exception>
    public string this[string column] => Field(column) ?? "";

    /// <summary>A field as a string, number, truth, date, GUID, enum or the like, read invariantly; any other type is read from JSON in it.</summary>
    /// <typeparam name="T">Where it is nullable, an empty field is null.</typeparam>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    /// <exception cref="FormatException">The field is not of that type; the message names file, line and column.</exception>
    public T Get<T>(string column) => TryRead<T>(Field(column), out var value)
        ? value
        : throw new FormatException($"{_columns.File}, {Place.Of(_line)}: column {column} is '{Field(column)}', which is no {FieldParsers.Name(typeof(T))}.");

    /// <summary>A field of a type, if there is such a column and it can be read so.</summary>
    public bool TryGet<T>(string column, [MaybeNullWhen(false)] out T value)
    {
        if (_columns.IndexOf(column) is >= 0 and var index)
        {
            return TryRead(_fields[index], out value);
        }

        value = default;
        return false;
    }

    private static bool TryRead<T>(string? field, [MaybeNullWhen(false)] out T value)
    {
        if (field is null)
        {
            value = default!;
            return default(T) is null;
        }

        if (FieldParsers.Of<T>() is { } parser)
        {
            return parser(field, out value);
        }

        try
        {
            value = JsonSerializer.Deserialize<T>(field, JsonFormat.Options);
            return value is not null;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    private string? Field(string column) => _columns.IndexOf(column) is >= 0 and var index
        ? _fields[index]
        : throw new KeyNotFoundException($"{_columns.File}, {Place.Of(_line)}: there is no column '{column}'; there are {string.Join(", ", Columns)}.");
}
