using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stampede.Engine;

/// <summary>What the readers of JSON files share.</summary>
internal static class JsonFormat
{
    /// <summary>The defaults; also enums by their names, and what a constructor asks for must be there.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonDefaults.Options)
    {
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Whether a file has an object a line, by its name.</summary>
    public static bool IsLines(string path) =>
        path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);

    /// <summary>What an exception says, without the place that it counts from the record's beginning.</summary>
    public static string Reason(JsonException exception)
    {
        var text = exception.Message;
        foreach (var place in (ReadOnlySpan<string>)[" Path: ", " LineNumber: "])
        {
            if (text.IndexOf(place, StringComparison.Ordinal) is >= 0 and var at)
            {
                text = text[..at];
            }
        }

        return text;
    }

    /// <summary>Where in a file an exception is, with the path of the value if it knows one.</summary>
    /// <param name="exception">Of one record.</param>
    /// <param name="line">Where the record begins; 0 where that is not known.</param>
    public static string Where(JsonException exception, long line) =>
        Place.Of(line > 0 ? line + (exception.LineNumber ?? 0) : 0) + (exception.Path is { Length: > 2 } path ? $", {path[2..]}" : "");
}
