using System.Text.Json;

namespace Stampede.Results;

/// <summary>How times and unknowns are written: seconds as exact decimals, instants as UTC, what is unknown not at all.</summary>
internal static class JsonExtensions
{
    public static void WriteSeconds(this Utf8JsonWriter json, string name, TimeSpan value)
        => json.WriteNumber(name, value.Ticks / (decimal)TimeSpan.TicksPerSecond);

    public static void WriteSecondsIfKnown(this Utf8JsonWriter json, string name, TimeSpan? value)
    {
        if (value is { } known)
        {
            json.WriteSeconds(name, known);
        }
    }

    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset value)
        => json.WriteString(name, value.UtcDateTime);

    public static void WriteEnum<T>(this Utf8JsonWriter json, string name, T value)
        where T : struct, Enum
        => json.WriteString(name, JsonEnum<T>.Name(value));

    public static void WriteIfKnown(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>A number; JSON has none for infinity and NaN, which become <c>"Infinity"</c>, <c>"-Infinity"</c> and <c>"NaN"</c>.</summary>
    public static void WriteDouble(this Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    public static void WriteIfKnown(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } known)
        {
            json.WriteDouble(name, known);
        }
    }

    public static void WriteIfKnown(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    public static void WriteStringsIfAny(this Utf8JsonWriter json, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0)
        {
            json.WriteStrings(name, values);
        }
    }

    public static void WriteMap(this Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
