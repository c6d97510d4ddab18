using Spectre.Console;

namespace Stampede.Reporting;

/// <summary>What stands in a column of one row.</summary>
/// <param name="Text">The text, on one line.</param>
/// <param name="Style">Its style; null for none.</param>
internal readonly record struct Cell(string Text, Style? Style = null)
{
    public static implicit operator Cell(string text) => new(text);
}
