using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Stampede.Engine;

/// <summary>JSON as objects.</summary>
internal sealed class JsonObjectParser<T> : RowParser<T>
{
    public override bool TryParse(ReadOnlyMemory<byte> record, long line, [MaybeNullWhen(false)] out T row, out string problem)
    {
        try
        {
            row = JsonSerializer.Deserialize<T>(record.Span, JsonFormat.Options);
            problem = row is null ? $"{Place.Of(line)}: it is null." : "";
        }
        catch (JsonException exception)
        {
            row = default;
            problem = $"{JsonFormat.Where(exception, line)}: {JsonFormat.Reason(exception)}";
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            row = default;
            problem = $"{Place.Of(line)}: JSON cannot be read as {FieldParsers.Name(typeof(T))}: {exception.Message}";
        }

        return problem.Length == 0;
    }
}
