namespace Stampede.Engine;

/// <summary>Where in a file something stands, as messages say it.</summary>
internal static class Place
{
    /// <param name="line">From 1; 0 where it is not known: of rows that are read at random.</param>
    public static string Of(long line) => line > 0 ? FormattableString.Invariant($"line {line}") : "a row";
}
