using System.Globalization;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>A row of a CSV file. A column may have several names, as versions of a tool differ; what is empty, <c>N/A</c> or <c>-</c> is unknown.</summary>
internal readonly struct TableRow(string path, long line, IReadOnlyDictionary<string, int> index, string[] fields)
{
    /// <summary>Its line in the file, from 1; of a field with line ends the last one.</summary>
    public long Line => line;

    /// <summary>The text of the first of the columns that is there; null where none is.</summary>
    public string? Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (index.TryGetValue(name, out var at))
            {
                return fields[at];
            }
        }

        return null;
    }

    /// <summary>A count; null where it is unknown.</summary>
    /// <exception cref="RunFolderException">It is no whole number, or below 0.</exception>
    public long? Count(params ReadOnlySpan<string> names) => Known(Text(names)) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
        : throw Wrong(names, text, "a whole number of 0 or more");

    /// <summary>A number of 0 or more; null where it is unknown.</summary>
    /// <exception cref="RunFolderException">It is none.</exception>
    public double? Number(params ReadOnlySpan<string> names) => Known(Text(names)) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0 ? number
        : throw Wrong(names, text, "a number of 0 or more, with a point before its fraction");

    /// <summary>An error about this row.</summary>
    public RunFolderException Error(string problem) => new(path, problem, line);

    private static string? Known(string? text) => text?.Trim() is { Length: > 0 } known && known is not ("N/A" or "-" or "None" or "nan") ? known : null;

    private RunFolderException Wrong(ReadOnlySpan<string> names, string text, string expected)
    {
        foreach (var name in names)
        {
            if (index.ContainsKey(name))
            {
                return Error($"'{name}' must be {expected}, but is '{text}'.");
            }
        }

        return Error($"'{text}' is not {expected}.");
    }
}
