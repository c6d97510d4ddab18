using System.Text.RegularExpressions;

namespace Stampede.Engine;

/// <summary>Names of services in texts of a suite file, <c>${api}/health</c>: each becomes the service's base address, without a slash at its end.</summary>
internal static partial class Placeholders
{
    /// <summary>The names in a text.</summary>
    public static IEnumerable<string> Names(string text) => Name().Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>The text with addresses in their places; a name without one stays.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, Uri> addresses) => Name().Replace(
        text, m => addresses.TryGetValue(m.Groups[1].Value, out var address) ? address.ToString().TrimEnd('/') : m.Value);

    [GeneratedRegex(@"\$\{([^{}]*)\}")]
    private static partial Regex Name();
}
