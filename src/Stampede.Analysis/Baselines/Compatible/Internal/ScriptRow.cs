using System.Globalization;

namespace Stampede.Baselines.Compatible.Internal;

/// <summary>A row of a file that the scripts read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">Its line, from 1; of JSON its place.</param>
/// <param name="Fields">Its fields as they stand there, by column.</param>
internal sealed record ScriptRow(string Name, long Line, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The text of the first of the columns that is there; null where none is.</summary>
    public string? Text(IReadOnlyList<string> columns)
    {
        foreach (var column in columns)
        {
            if (Fields.TryGetValue(column, out var text))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>A count; 0 where there is none.</summary>
    public long Count(IReadOnlyList<string> columns) =>
        double.TryParse(Text(columns), NumberStyles.Float, CultureInfo.InvariantCulture, out var count) && double.IsFinite(count) && Math.Abs(count) < 1e15 ? (long)count : 0;

    /// <summary>A time in milliseconds as the scripts read it: <c>1.5s</c> is 1500, what is empty or not understood (<c>150ms</c>) is 0.</summary>
    public double Time(IReadOnlyList<string> columns) => ParseTime(Text(columns));

    /// <summary>As <see cref="Time"/>, of a text.</summary>
    public static double ParseTime(string? text)
    {
        text = text?.Trim() ?? "";
        var isSeconds = text.EndsWith('s'); // asked first, so that "150ms" is "150m" seconds, which is no number
        return double.TryParse(isSeconds ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? isSeconds ? value * 1000 : value
            : 0;
    }
}
