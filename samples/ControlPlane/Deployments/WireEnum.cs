namespace ControlPlane.Deployments;

/// <summary>Names as they are on the wire: AWAITING_CAB is AwaitingCab.</summary>
internal static class WireEnum
{
    public static T? Parse<T>(string text)
        where T : struct, Enum
    {
        var name = text.Replace("_", "", StringComparison.Ordinal);
        return text == text.ToUpperInvariant() && !char.IsAsciiDigit(text[0]) && Enum.TryParse<T>(name, ignoreCase: true, out var value) ? value : null;
    }
}
