using System.Text.Json;

namespace Stampede.Results;

/// <summary>Enums as the files spell them: <c>thresholdAborted</c>.</summary>
internal static class JsonEnum<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, JsonEncodedText> Names = Enum.GetValues<T>()
        .ToDictionary(v => v, v => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(v.ToString())));

    private static readonly Dictionary<string, T> Values = Names.ToDictionary(n => n.Value.Value, n => n.Key);

    public static IEnumerable<string> All => Values.Keys;

    public static JsonEncodedText Name(T value) => Names[value];

    public static bool TryParse(string name, out T value) => Values.TryGetValue(name, out value);
}
