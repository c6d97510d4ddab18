namespace ControlPlane.Monitoring;

/// <summary>Label values as the Prometheus text format writes them.</summary>
internal static class Labels
{
    public static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
