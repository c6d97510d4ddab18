using Stampede.Results;

namespace Stampede.Importing;

/// <summary>A row of a CSV file. A column may have several names, as versions of a tool differ; what is empty, <c>N/A</c> or <c>-</c> is unknown.</summary>
internal readonly struct TableRow(CsvRows rows)
{
    /// <summary>The text of the first of the columns that is there; null where none is.</summary>
    public string? Text(params ReadOnlySpan<string> names) => rows.Text(rows.Column(names));

    /// <summary>A count; null where it is unknown.</summary>
    /// <exception cref="RunFolderException">It is no whole number, or below 0.</exception>
    public long? Count(params ReadOnlySpan<string> names) => rows.Count(rows.Column(names));

    /// <summary>A number of 0 or more; null where it is unknown.</summary>
    /// <exception cref="RunFolderException">It is none.</exception>
    public double? Number(params ReadOnlySpan<string> names) => rows.Number(rows.Column(names));

    /// <summary>An error about this row.</summary>
    public RunFolderException Error(string problem) => rows.Error(problem);
}
