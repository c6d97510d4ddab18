namespace Stampede.Results;

/// <summary>Reads another tool's files as a run (docs/extending/report.md). What the files lack stays unknown, never zero.</summary>
public interface IResultImporter
{
    /// <summary>Reads a run, its intervals included (<see cref="RunResult.Intervals"/>).</summary>
    /// <param name="path">A file, or what the names of several files begin with.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The run; null where nothing of this format is there.</returns>
    /// <exception cref="RunFolderException">It is of this format, and cannot be read; names file and line.</exception>
    ValueTask<RunResult?> Import(string path, CancellationToken cancellationToken = default);
}
