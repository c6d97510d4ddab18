using Stampede.Analysis;
using Stampede.Reporting;

namespace Stampede.Engine;

/// <summary>The files that a gate writes.</summary>
internal static class GateReports
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Files { get; } = ["regression-analysis.md", "compare.json", "compare.html", "junit.xml"];

    /// <summary>Writes them; the folder is made.</summary>
    /// <returns>Their paths.</returns>
    public static async Task<IReadOnlyList<string>> Write(RunComparison comparison, string folder, TextWriter output)
    {
        string[] files = [.. Files.Select(f => Path.Combine(folder, f))];
        foreach (var file in files)
        {
            await ComparisonReports.Write(comparison, file, output);
        }

        return files;
    }
}
