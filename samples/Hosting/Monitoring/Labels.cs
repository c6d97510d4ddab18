namespace Samples;

/// <summary>Label values as the Prometheus text format writes them.</summary>
public static class Labels
{
    /// <summary>A value as it stands between quotes.</summary>
    public static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
