namespace Stampede.Reporting;

/// <summary>A column of a <see cref="ColumnTable"/>.</summary>
/// <param name="Title">Its heading.</param>
internal sealed record Column(string Title)
{
    /// <summary>When it is left out of a table that is too wide: the highest first; 0 never.</summary>
    public int Drop { get; init; }

    /// <summary>Whether it is text: aligned to the left, and shortened before others are left out.</summary>
    public bool IsText { get; init; }
}
