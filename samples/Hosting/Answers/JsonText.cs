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
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                JsonValueKind.Object => value.EnumerateObject().All(property => property.Name is not null && IsText(property.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
