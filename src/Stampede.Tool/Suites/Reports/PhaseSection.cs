namespace Stampede.Reporting;

/// <summary>A section of a phase report.</summary>
/// <param name="Title">Its heading, and the name of its sheet.</param>
internal sealed record PhaseSection(string Title)
{
    /// <summary>What is said before the rest.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    /// <summary>Its table; null for none.</summary>
    public PhaseTable? Table { get; init; }

    /// <summary>Its list: a test, and what is said of it.</summary>
    public IReadOnlyList<(string Test, string Text)> Items { get; init; } = [];

    /// <summary>A line to be copied, such as a command; null for none.</summary>
    public string? Code { get; init; }
}
