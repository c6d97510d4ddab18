namespace Stampede.Engine;

/// <summary>A file cannot be read on from here.</summary>
/// <param name="message">With the place in the file.</param>
internal sealed class FeederFormatException(string message) : Exception(message)
{
    /// <summary>Whether the file ends in the middle of a record: what came before is whole.</summary>
    public bool IsCutOff { get; init; }
}
