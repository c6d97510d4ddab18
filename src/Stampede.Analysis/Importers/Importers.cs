using Stampede.Results;

namespace Stampede.Importing;

/// <summary>The formats of other tools that can be read.</summary>
public static class Importers
{
    /// <summary>All of them, in the order in which they are tried.</summary>
    public static IReadOnlyList<IResultImporter> All { get; } = [new LocustCsvImporter()];

    /// <summary>Reads a run in whichever format it is.</summary>
    /// <param name="path">A file, or what the names of several files begin with.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The run; null where no format knows the path.</returns>
    /// <exception cref="RunFolderException">It is of a known format, and cannot be read; names file and line.</exception>
    public static async ValueTask<RunResult?> Import(string path, CancellationToken cancellationToken = default)
    {
        foreach (var importer in All)
        {
            if (await importer.Import(path, cancellationToken) is { } result)
            {
                return result;
            }
        }

        return null;
    }
}
