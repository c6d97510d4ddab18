using System.Reflection;
using System.Text.Json.Serialization;

namespace Samples;

/// <summary>Names as they are on the wire, each as its member's attribute says.</summary>
public static class WireEnum<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> Names = Enum.GetValues<T>().ToDictionary(
        value => value,
        value => typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);

    private static readonly Dictionary<string, T> Values = Names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All names, as a list for people.</summary>
    public static string All { get; } = string.Join(", ", Names.Values);

    /// <summary>The name of a value.</summary>
    public static string Text(T value) => Names[value];

    /// <summary>The value of a name; null where there is none.</summary>
    public static T? Parse(string text) => Values.TryGetValue(text, out var value) ? value : null;
}
