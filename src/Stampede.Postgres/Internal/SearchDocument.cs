using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stampede.Stores.Internal;

/// <summary>run.json for queries: without histograms, and without characters that jsonb does not have.</summary>
internal static class SearchDocument
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(ReadOnlyMemory<byte> document)
    {
        using var parsed = JsonDocument.Parse(document);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            Write(json, parsed.RootElement);
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in element.EnumerateObject().Where(m => m.Name != "hdr"))
                {
                    json.WritePropertyName(Plain(member.Name));
                    Write(json, member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(Text(element));
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    private static string Text(JsonElement element)
    {
        try
        {
            return Plain(element.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD"; // half a surrogate pair in a member that no reader knows
        }
    }

    private static string Plain(string text) => text.Replace('\0', '\uFFFD');
}
