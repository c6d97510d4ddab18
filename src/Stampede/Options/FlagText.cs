namespace Stampede.Engine;

/// <summary>Flags as texts: <c>true</c>, <c>false</c>, <c>1</c>, <c>0</c>, in any case.</summary>
internal static class FlagText
{
    /// <summary><c>true</c> or <c>false</c>; what is neither stays as it is, to be refused where it is read.</summary>
    public static string Normal(string text) => text.ToLowerInvariant() switch
    {
        "true" or "1" => "true",
        "false" or "0" => "false",
        _ => text,
    };
}
