using System.Globalization;

namespace Stampede.Results;

/// <summary>What the files of a run folder are called, and how a folder of one's own is made.</summary>
internal static class RunFolder
{
    public const string RunFile = "run.json";
    public const string IntervalsFile = "intervals.jsonl";
    public const int SchemaVersion = 1;

    private const int LongestName = 80;

    /// <summary>Makes the folder of a run; a second run of the same second gets a suffix.</summary>
    public static string Create(string root, DateTimeOffset started, string name)
    {
        var stem = Path.Combine(root, Stem(started, name));
        for (var n = 1; ; n++)
        {
            var path = n == 1 ? stem : string.Create(CultureInfo.InvariantCulture, $"{stem}-{n}");
            if (Directory.Exists(path) || File.Exists(path))
            {
                continue;
            }

            Directory.CreateDirectory(path);
            if (Claim(Path.Combine(path, RunFile)))
            {
                return path;
            }
        }
    }

    /// <summary>What the folder of a run is called; without its time where that is not known.</summary>
    public static string Stem(DateTimeOffset? started, string name) =>
        (started?.UtcDateTime.ToString("yyyy-MM-dd_HH-mm-ss-", CultureInfo.InvariantCulture) ?? "") + Sanitised(name);

    /// <summary>A name as part of a file name: letters, digits, dot, underscore and hyphen stay.</summary>
    public static string Sanitised(string name)
    {
        var kept = string.Join('-', string
            .Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || char.IsLetterOrDigit(c) || c is '.' or '_' or '-' ? c : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        kept = kept.Trim('-', '.');
        if (kept.Length > LongestName)
        {
            kept = kept[..LongestName].TrimEnd('-', '.');
        }

        return kept.Length == 0 ? "run" : kept;
    }

    // Between the look and the making another process may have made the same folder; only one of the two can create this file.
    private static bool Claim(string file)
    {
        try
        {
            new FileStream(file, FileMode.CreateNew, FileAccess.Write).Dispose();
            return true;
        }
        catch (IOException) when (File.Exists(file))
        {
            return false;
        }
    }
}
