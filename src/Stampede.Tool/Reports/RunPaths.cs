using Stampede.Baselines;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>What names on a command line stand for.</summary>
internal static class RunPaths
{
    /// <summary>The runs that a name stands for: a folder without a run of its own for the run folders and the files of metrics in it, anything else for itself.</summary>
    /// <param name="name">The name.</param>
    /// <param name="results">The folder of the run folders, in which it may be.</param>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static IReadOnlyList<string> Of(string name, string results)
    {
        if (Folder(name, results) is not { } folder || IsRun(folder))
        {
            return [name];
        }

        string[] within =
        [
            .. Directory.EnumerateDirectories(folder).Where(IsRun).Order(StringComparer.Ordinal),
            .. Directory.EnumerateFiles(folder, "*.json").Where(IsMetrics).Order(StringComparer.Ordinal),
        ];
        return within.Length == 0 ? [name] : within;
    }

    /// <summary>Those of several names.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> names, string results) => [.. names.SelectMany(n => Of(n, results))];

    /// <summary>The folder that a name stands for: itself, or that of the name in the folder of results; null for none.</summary>
    public static string? Folder(string name, string results) => ((string[])[name, Path.Combine(results, name)]).FirstOrDefault(Directory.Exists);

    /// <summary>Whether a folder is a run's.</summary>
    public static bool IsRun(string folder) => File.Exists(Path.Combine(folder, RunFolder.RunFile));

    /// <summary>Whether a file is one of <c>stampede metrics</c>, which holds runs.</summary>
    public static bool IsMetrics(string file) => ComparisonFile.SchemaOf(file) is RunMetricsFile.Schema;
}
