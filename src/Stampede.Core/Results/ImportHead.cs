using System.Text;
using System.Text.Json;

namespace Stampede.Results;

/// <summary>What a path to import holds, as far as importers need it to tell whether it is theirs.</summary>
public sealed class ImportHead
{
    /// <summary>So many bytes of a file are looked at, at most: 64 KB.</summary>
    public const int Size = 64 * 1024;

    /// <summary>Makes one.</summary>
    /// <param name="path">The path as it was given: a file, a folder, or what the names of several files begin with.</param>
    /// <param name="bytes">The beginning of the file, decompressed, without a byte order mark; empty where the path is no file.</param>
    public ImportHead(string path, ReadOnlyMemory<byte> bytes)
    {
        Path = path;
        Bytes = bytes;
        Lines = Text(bytes.Span);
        Members = Bytes.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8) ? TopMembers(bytes.Span) : [];
    }

    /// <summary>The path as it was given.</summary>
    public string Path { get; }

    /// <summary>The beginning of the file, decompressed, without a byte order mark; empty where the path is no file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The lines of the beginning that are not empty, without their ends; the last one may be cut off.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The first line that is not empty; "" where there is none.</summary>
    public string FirstLine => Lines.Count == 0 ? "" : Lines[0];

    /// <summary>
    /// Of a JSON object that the file begins with (the first of several, in JSON lines), the names of its members as far as the beginning reaches.
    /// </summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>Whether the object that the file begins with has all these members.</summary>
    public bool HasMembers(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!Members.Contains(name))
            {
                return false;
            }
        }

        return true;
    }

    private static string[] Text(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes).Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static List<string> TopMembers(ReadOnlySpan<byte> bytes)
    {
        var members = new List<string>();
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true, CommentHandling = JsonCommentHandling.Skip }));
        try
        {
            while (reader.Read() && !(reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject))
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
                {
                    members.Add(reader.GetString()!);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Up to there it is one.
        }

        return members;
    }
}
