using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Stampede.Engine;

/// <summary>JSON objects as rows with named fields. Rows with the same properties share their columns.</summary>
/// <param name="file">As messages name it.</param>
internal sealed class JsonRowParser(string file) : RowParser<FeederRow>
{
    private FeederColumns? _columns;

    public override bool TryParse(ReadOnlyMemory<byte> record, long line, [MaybeNullWhen(false)] out FeederRow row, out string problem)
    {
        row = null;
        problem = "";
        try
        {
            using var document = JsonDocument.Parse(record);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                problem = $"{Place.Of(line)}: it is no JSON object.";
                return false;
            }

            var names = new List<string>();
            var fields = new List<string?>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                names.Add(property.Name);
                fields.Add(Text(property.Value));
            }

            if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count)
            {
                problem = $"{Place.Of(line)}: two of its properties have the same name, or differ only in case.";
                return false;
            }

            // Parsers are shared by runs; each replaces what it reads as a whole.
            var columns = _columns;
            if (columns is null || !columns.Names.SequenceEqual(names))
            {
                _columns = columns = new FeederColumns(file, names);
            }

            row = new FeederRow(columns, [.. fields], line);
            return true;
        }
        catch (JsonException exception)
        {
            problem = $"{JsonFormat.Where(exception, line)}: {JsonFormat.Reason(exception)}";
            return false;
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
