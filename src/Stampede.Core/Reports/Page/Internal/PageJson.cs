using System.Text.Json;

namespace Stampede.Reporting;

/// <summary>Arrays of numbers as the page reads them: short, unknown values null.</summary>
internal static class PageJson
{
    public static void WriteNumbers(this Utf8JsonWriter json, IEnumerable<long> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    public static void WriteNumbers(this Utf8JsonWriter json, IEnumerable<long?> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteNumberOrNull(value);
        }

        json.WriteEndArray();
    }

    public static void WriteNumbers(this Utf8JsonWriter json, IEnumerable<double?> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteNumberOrNull(value);
        }

        json.WriteEndArray();
    }

    public static void WriteColumns<T>(this Utf8JsonWriter json, string name, IEnumerable<T> columns, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var column in columns)
        {
            write(column);
        }

        json.WriteEndArray();
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter json, long? value)
    {
        if (value is { } known)
        {
            json.WriteNumberValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter json, double? value)
    {
        if (value is { } known && double.IsFinite(known))
        {
            json.WriteNumberValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    public static void WriteMilliseconds(this Utf8JsonWriter json, string name, TimeSpan value) =>
        json.WriteNumber(name, (long)Math.Round(value.TotalMilliseconds));

    /// <summary>An instant, in milliseconds since 1970; null for none.</summary>
    public static void WriteInstant(this Utf8JsonWriter json, string name, DateTimeOffset value)
    {
        json.WritePropertyName(name);
        json.WriteNumberOrNull(value == default ? null : value.ToUnixTimeMilliseconds());
    }
}
