using System.Text.Json;

namespace Samples;

/// <summary>JSON that is well formed may still hold strings that are no text: halves of surrogate pairs, bytes that are no UTF-8. Reading one throws.</summary>
public static class JsonText
{
    /// <summary>Whether every string and every name in a value can be read.</summary>
    public static bool IsText(JsonElement value)
    {
        try
        {
            ReadAll(value);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // For every body of every request: loops, which cost less than queries.
    private static void ReadAll(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    ReadAll(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    _ = property.Name;
                    ReadAll(property.Value);
                }

                break;
        }
    }
}
