namespace Stampede.Reporting;

/// <summary>What somebody published about a test such as one of a suite.</summary>
/// <param name="Source">Who, and where.</param>
/// <param name="Figures">The figures, in order.</param>
internal sealed record Published(string Source, IReadOnlyList<PublishedFigure> Figures);
