namespace Stampede.Results;

/// <summary>Quotes as texts have them: plain, escaped once or more within a JSON string, as an HTML entity.</summary>
internal static class TextQuote
{
    private static readonly string[] Kinds = ["\"", "'", "&quot;", "&#34;", "&#39;", "&#x27;", "&apos;"];

    /// <summary>The quote at a place, its backslashes not included; null where there is none.</summary>
    public static string? At(string text, int at)
        => Array.Find(Kinds, kind => string.CompareOrdinal(text, at, kind, 0, kind.Length) == 0);

    /// <summary>The quote that ends at a place; null where there is none.</summary>
    public static string? Before(string text, int end)
        => Array.Find(Kinds, kind => end >= kind.Length && string.CompareOrdinal(text, end - kind.Length, kind, 0, kind.Length) == 0);

    /// <summary>How many backslashes stand directly before a place.</summary>
    public static int Backslashes(string text, int at)
    {
        var count = 0;
        while (at - count > 0 && text[at - count - 1] == '\\')
        {
            count++;
        }

        return count;
    }
}
