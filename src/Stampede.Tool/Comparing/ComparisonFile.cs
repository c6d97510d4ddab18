using System.Text.Json;
using Stampede.Importing;

namespace Stampede.Engine;

/// <summary>Tells the files of Stampede apart by what they say they are.</summary>
internal static class ComparisonFile
{
    /// <summary>The schema that a JSON file says at its beginning; null where it says none, or is no JSON.</summary>
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

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var isIt = json.ValueTextEquals("schema");
                if (!json.Read() || (isIt && json.TokenType != JsonTokenType.String))
                {
                    return null;
                }

                if (isIt)
                {
                    return json.GetString();
                }

                if (!json.TrySkip())
                {
                    return null;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // whoever reads the file says what is wrong with it
        }

        return null;
    }
}
