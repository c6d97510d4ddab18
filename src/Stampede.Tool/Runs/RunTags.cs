using System.Text.RegularExpressions;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The tags of a run: <c>tags.txt</c> in its folder, a line each. What was measured is not touched.</summary>
internal static partial class RunTags
{
    /// <summary>The file's name.</summary>
    public const string FileName = "tags.txt";

    /// <summary>What a tag may be, for messages.</summary>
    public const string Allowed = "a tag is 1 to 64 letters, digits, '.', '_' or '-', and does not begin with '-'";

    /// <summary>Whether a text can be a tag.</summary>
    public static bool IsTag(string text) => Tag().IsMatch(text);

    /// <summary>The tags of a run folder, sorted; empty for none.</summary>
    public static IReadOnlyList<string> Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? [.. File.ReadLines(path).Select(l => l.Trim()).Where(IsTag).Distinct().Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Replaces the tags of a run folder.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string folder, IEnumerable<string> tags)
    {
        var path = Path.Combine(folder, FileName);
        string[] all = [.. tags.Distinct().Order(StringComparer.Ordinal)];
        if (all.Length == 0)
        {
            File.Delete(path);
            return;
        }

        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', all) + "\n")));
    }

    [GeneratedRegex(@"^[\p{L}\p{N}._][\p{L}\p{N}._-]{0,63}\z")]
    private static partial Regex Tag();
}
