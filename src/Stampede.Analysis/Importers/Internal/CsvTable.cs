using System.Runtime.CompilerServices;
using CsvHelper;
using Stampede.Results;

namespace Stampede.Importing;

/// <summary>A CSV file read row by row, by the names of its columns. Errors name file and line; a last row that was cut off is left out.</summary>
/// <param name="path">The file.</param>
internal sealed class CsvTable(string path)
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        DetectSeparatorHint = false,
        HasHeader = false,
        TrackLineNumbers = true,
        MaxRecordSize = 1 << 22,
    };

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>The columns, once rows have been read.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Whether the last row was cut off.</summary>
    public bool IsTruncated { get; private set; }

    /// <summary>The rows, one at a time.</summary>
    /// <param name="needed">Columns that must be there, each by any of its names.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RunFolderException">A column is missing, a row is too short, or the file cannot be read.</exception>
    public async IAsyncEnumerable<TableRow> Rows(IReadOnlyList<string[]> needed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = Open();
        if (!await Next(reader, cancellationToken))
        {
            throw new RunFolderException(path, "the file is empty.");
        }

        Columns = [.. Fields(reader).Select(c => c.Trim())];
        var index = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Columns.Count; i++)
        {
            index.TryAdd(Columns[i], i);
        }

        if (needed.FirstOrDefault(names => !names.Any(index.ContainsKey)) is { } missing)
        {
            var hint = Columns.Count == 1 ? " Fields are separated by commas." : "";
            throw new RunFolderException(path, $"there is no column '{string.Join("' or '", missing)}'; there are: {string.Join(", ", Columns.Take(30))}.{hint}", 1);
        }

        long? shortRow = null;
        while (await Next(reader, cancellationToken))
        {
            var fields = Fields(reader);
            if (shortRow is { } line)
            {
                throw TooShort(line);
            }

            if (fields.Length < Columns.Count)
            {
                shortRow = reader.LineNumber;
                continue;
            }

            yield return new TableRow(path, reader.LineNumber, index, fields);
        }

        IsTruncated = shortRow is not null;
    }

    private RunFolderException TooShort(long line) => new(path, $"the row has fewer than the {Columns.Count} fields of the header.", line);

    private static string[] Fields(CsvReader reader)
    {
        var fields = new string[reader.FieldCount];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = reader.GetString(i);
        }

        return fields;
    }

    private CsvReader Open()
    {
        try
        {
            return CsvReader.FromFile(path, Options, FileOptions.SequentialScan);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new RunFolderException(path, $"it cannot be read: {e.Message}", inner: e);
        }
    }

    private async ValueTask<bool> Next(CsvReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (CsvFormatException e)
        {
            throw new RunFolderException(path, $"this is no CSV: {e.Message}", e.LineNumber > 0 ? e.LineNumber : null, e);
        }
    }
}
