namespace Stampede.Reporting;

/// <summary>A table of a phase report.</summary>
/// <param name="Columns">The headings; those of texts begin with a space.</param>
/// <param name="Rows">The rows.</param>
internal sealed record PhaseTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<PhaseCell>> Rows)
{
    /// <summary>The row of sums; null for none.</summary>
    public IReadOnlyList<PhaseCell>? Total { get; init; }

    /// <summary>Whether a column holds texts; others hold numbers.</summary>
    public bool IsText(int column) => Columns[column].StartsWith(' ');
}
