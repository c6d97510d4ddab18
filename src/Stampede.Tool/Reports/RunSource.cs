using Stampede.Importing;
using Stampede.Reporting;
using Stampede.Results;
using Stampede.Stores;

namespace Stampede.Engine;

/// <summary>A run that a command is given: a run folder, a run of a store, or files of another tool.</summary>
/// <param name="Result">The run.</param>
/// <param name="Intervals">Reads its intervals; each time anew.</param>
/// <param name="Folder">Where its reports go by default.</param>
internal sealed record RunSource(RunResult Result, Func<CancellationToken, IAsyncEnumerable<IntervalSnapshot>> Intervals, string Folder)
{
    /// <summary>Finds and reads one.</summary>
    /// <param name="name">
    /// A run folder, its name within the folder of results, a run of the store, or files of another tool: one, or what the names of several begin with.
    /// </param>
    /// <param name="results">The folder of the run folders.</param>
    /// <param name="store">The store; null for none. It is asked only about what is no folder.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The run; null where there is nothing of that name.</returns>
    /// <exception cref="IOException">It is there, and cannot be read; or the store cannot be used.</exception>
    public static async ValueTask<RunSource?> Open(string name, string results, PostgresRunStore? store, CancellationToken cancellationToken)
    {
        if (RunPaths.Folder(name, results) is { } folder)
        {
            var result = await RunFolderReader.Open(folder, cancellationToken);
            return new RunSource(result with { Folder = folder }, token => RunFolderReader.Intervals(folder, token), folder);
        }

        if (store is not null && await store.Find(name, cancellationToken) is { } stored)
        {
            return new RunSource(await store.Open(stored.Id, cancellationToken), token => store.Intervals(stored.Id, token), stored.Id + "-report");
        }

        return await Importers.Import(name, cancellationToken) is { } imported
            ? new RunSource(imported, _ => imported.Intervals.ToAsyncEnumerable(), ReportFolder(name))
            : null;
    }

    /// <summary>What is said where there is none.</summary>
    public static string Missing(string name, string results, PostgresRunStore? store) =>
        $"error: There is no run folder '{name}', neither here nor in '{results}'{(store is null ? "" : $", no run in the store {store.Address}")}, and no file '{name}' or '{name}_stats.csv'; "
        + $"'stampede runs list' lists the runs{(store is null ? "" : ", 'stampede store list' those of the store")}.";

    /// <summary>The run with names that differ in ids only as one.</summary>
    public RunSource Fold(IdGroups groups) => this with { Result = groups.Fold(Result), Intervals = token => groups.Fold(Intervals(token), token) };

    private static string ReportFolder(string name) => Path.Combine(Path.GetDirectoryName(name) ?? "", ImportedPlan.NameOf(name) + "-report");
}
