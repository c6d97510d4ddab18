using System.Text.Json;
using Stampede.Importing;

namespace Stampede.Engine;

/// <summary>Tells the files of Stampede apart by what they say they are.</summary>
internal static class ComparisonFile
{
    /// <summary>The schema that a JSON file says; null where it says none, or is no JSON.</summary>
    /// <exception cref="Results.RunFolderException">It is a file, and cannot be read.</exception>
    public static string? SchemaOf(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var json = new Utf8JsonReader(Importers.Head(path).Bytes.Span, isFinalBlock: false, default);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            var isOurs = false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isIt = json.ValueTextEquals("schema");
                isOurs |= json.ValueTextEquals("runs") || json.ValueTextEquals("baselines");
                if (!json.Read())
                {
                    break;
                }

                if (isIt)
                {
                    return json.TokenType == JsonTokenType.String ? json.GetString() : null;
                }

                if (!json.TrySkip())
                {
                    break;
                }
            }

            var isWhole = json.TokenType == JsonTokenType.EndObject && json.CurrentDepth == 0;
            return isOurs && !isWhole ? FarSchemaOf(path) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // whoever reads the file says what is wrong with it
        }
    }

    // Programs that sort what they write put the schema behind the runs.
    private static string? FarSchemaOf(string path)
    {
        using var stream = new InputStream(path);
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.TryGetProperty("schema", out var schema) && schema.ValueKind == JsonValueKind.String ? schema.GetString() : null;
    }
}
