using System.Text.Json;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>Says on which line of a JSON file something is wrong: readers wrap what they read of a member or an element.</summary>
internal static class JsonPlace
{
    /// <summary>Reads something that stands under these names and indexes, the outer first.</summary>
    /// <exception cref="PlacedFormatException">It is wrong.</exception>
    public static T Read<T>(Func<T> read, params string[] place)
    {
        try
        {
            return read();
        }
        catch (PlacedFormatException e)
        {
            throw new PlacedFormatException(e.Message, [.. place, .. e.Place], e);
        }
        catch (FormatException e)
        {
            throw new PlacedFormatException(e.Message, place, e);
        }
    }

    /// <summary>Reads the elements of an array under a name.</summary>
    public static T[] Elements<T>(JsonPart parent, string name, Func<JsonPart, T> read) =>
        [.. parent[name].Elements().Select((element, index) => Read(() => read(element), name, index.ToString(System.Globalization.CultureInfo.InvariantCulture)))];

    /// <summary>The line, from 1, on which a place begins; null where it is not found.</summary>
    public static long? Line(ReadOnlySpan<byte> json, IReadOnlyList<string> place)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        foreach (var step in place)
        {
            if (!Enter(ref reader, step))
            {
                return null;
            }
        }

        return json[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;
    }

    // To the value under a name or an index of the object or array that the reader stands on.
    private static bool Enter(ref Utf8JsonReader reader, string step)
    {
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        if (!isObject && reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        for (var index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); index++)
        {
            var isIt = isObject ? reader.ValueTextEquals(step) : step == index.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (isObject)
            {
                reader.Read();
            }

            if (isIt)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
