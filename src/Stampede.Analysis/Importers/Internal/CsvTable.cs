using System.Runtime.CompilerServices;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>A small CSV file read row by row, by the names of its columns. Errors name file and line; a last row that was cut off is left out.</summary>
/// <param name="path">The file.</param>
internal sealed class CsvTable(string path)
{
    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>The columns, once rows have been read.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>What readers must know of the file, once rows have been read.</summary>
    public IReadOnlyList<RunNote> Notes { get; private set; } = [];

    /// <summary>The rows, one at a time; each is valid until the next.</summary>
    /// <param name="needed">Columns that must be there, each by any of its names.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RunFolderException">A column is missing, a row is too short, or the file cannot be read.</exception>
    public async IAsyncEnumerable<TableRow> Rows(IReadOnlyList<string[]> needed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        using var rows = new CsvRows(path);
        rows.ReadHeader([.. needed]);
        Columns = rows.Columns;
        while (rows.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new TableRow(rows);
        }

        Notes = [.. rows.Notes];
    }
}
