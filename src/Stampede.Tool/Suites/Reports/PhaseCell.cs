namespace Stampede.Reporting;

/// <summary>A cell of a phase report.</summary>
/// <param name="Text">What it says; others may have written it.</param>
internal sealed record PhaseCell(string Text)
{
    /// <summary>How readers should take it; null for neither way.</summary>
    public VerdictTone? Tone { get; init; }

    /// <summary>Where it leads, within the suite's folder; null for nowhere.</summary>
    public string? Link { get; init; }

    /// <summary>The number that it is, for a sheet; null for a text. Text and number are the same figure.</summary>
    public object? Number { get; init; }

    /// <summary>What a page shows in its place: markup of our own, every text in it encoded; null for none.</summary>
    public string? Drawing { get; init; }

    /// <summary>A text.</summary>
    public static implicit operator PhaseCell(string text) => new(text);
}
