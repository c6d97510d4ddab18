using Stampede.Importing;
using Stampede.Reporting;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>A run that a command is given: a run folder, or files of another tool.</summary>
/// <param name="Result">The run.</param>
/// <param name="Intervals">Reads its intervals; each time anew.</param>
/// <param name="Folder">Where its reports go by default.</param>
internal sealed record RunSource(RunResult Result, Func<CancellationToken, IAsyncEnumerable<IntervalSnapshot>> Intervals, string Folder)
{
    /// <summary>Finds and reads one.</summary>
    /// <param name="name">A run folder, its name within the folder of results, or files of another tool: one, or what the names of several begin with.</param>
    /// <param name="results">The folder of the run folders.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The run; null where there is nothing of that name.</returns>
    /// <exception cref="RunFolderException">It is there, and cannot be read.</exception>
    public static async ValueTask<RunSource?> Open(string name, string results, CancellationToken cancellationToken)
    {
        if (((string[])[name, Path.Combine(results, name)]).FirstOrDefault(Directory.Exists) is { } folder)
        {
            var result = await RunFolderReader.Open(folder, cancellationToken);
            return new RunSource(result with { Folder = folder }, token => RunFolderReader.Intervals(folder, token), folder);
        }

        return await Importers.Import(name, cancellationToken) is { } imported
            ? new RunSource(imported, _ => imported.Intervals.ToAsyncEnumerable(), ReportFolder(name))
            : null;
    }

    /// <summary>What is said where there is none.</summary>
    public static string Missing(string name, string results) =>
        $"error: There is no run folder '{name}', neither here nor in '{results}', and no file '{name}' or '{name}_stats.csv'; 'stampede runs list' lists the runs.";

    /// <summary>The run with names that differ in ids only as one.</summary>
    public RunSource Fold(IdGroups groups) => this with { Result = groups.Fold(Result), Intervals = token => groups.Fold(Intervals(token), token) };

    private static string ReportFolder(string name) => Path.Combine(Path.GetDirectoryName(name) ?? "", ImportedPlan.NameOf(name) + "-report");
}
