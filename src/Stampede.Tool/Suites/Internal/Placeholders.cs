using System.Text.RegularExpressions;

namespace Stampede.Engine;

/// <summary>
/// What stands for something else in texts of a suite file: <c>${api}/health</c> has the base address of a service, without a slash at its end,
/// <c>${env:POSTGRES}</c> a variable of the environment.
/// </summary>
internal static partial class Placeholders
{
    private const string Variable = "env:";

    /// <summary>Whether there is any in a text.</summary>
    public static bool IsIn(string text) => Name().IsMatch(text);

    /// <summary>The services in a text.</summary>
    public static IEnumerable<string> Services(string text) => All(text).Where(n => !n.StartsWith(Variable, StringComparison.Ordinal));

    /// <summary>The variables in a text that are not set.</summary>
    public static IEnumerable<string> MissingVariables(string text) => All(text)
        .Where(n => n.StartsWith(Variable, StringComparison.Ordinal))
        .Select(n => n[Variable.Length..])
        .Where(n => Value(n) is null)
        .Distinct();

    /// <summary>The text with everything in its place; what is not known stays.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, Uri> addresses) => Name().Replace(text, match => match.Groups[1].Value switch
    {
        var name when name.StartsWith(Variable, StringComparison.Ordinal) => Value(name[Variable.Length..]) ?? match.Value,
        var name => addresses.TryGetValue(name, out var address) ? address.ToString().TrimEnd('/') : match.Value,
    });

    private static IEnumerable<string> All(string text) => Name().Matches(text).Select(m => m.Groups[1].Value);

    private static string? Value(string variable) => variable.Length > 0 ? Environment.GetEnvironmentVariable(variable) : null;

    [GeneratedRegex(@"\$\{([^{}]*)\}")]
    private static partial Regex Name();
}
