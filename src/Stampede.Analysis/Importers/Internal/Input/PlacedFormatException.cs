namespace Stampede.Importing;

/// <summary>Something in a JSON file is wrong, at a place that is known.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="place">Names and indexes that lead there, the outer first.</param>
/// <param name="inner">The error behind it.</param>
internal sealed class PlacedFormatException(string message, IReadOnlyList<string> place, Exception inner) : FormatException(message, inner)
{
    public IReadOnlyList<string> Place => place;
}
