namespace Stampede.Results;

/// <summary>Reads another tool's files as a run (docs/extending/importer.md). What the files lack stays unknown, never zero.</summary>
public interface IResultImporter
{
    /// <summary>Its word for <c>--as</c>, lower case: <c>k6-json</c>.</summary>
    string Name { get; }

    /// <summary>The format, for people: <c>k6 JSON lines (--out json)</c>.</summary>
    string Format { get; }

    /// <summary>Whether a path is of this format, by what it holds and not by its name alone. Never throws on bad content.</summary>
    bool Recognises(ImportHead head);

    /// <summary>Reads a run, its intervals included (<see cref="RunResult.Intervals"/>).</summary>
    /// <param name="path">A file, or what the names of several files begin with.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The run.</returns>
    /// <exception cref="RunFolderException">It cannot be read, or is of another format; names file and line.</exception>
    ValueTask<RunResult> Import(string path, CancellationToken cancellationToken = default);
}
