using System.Text.Json;

namespace Stampede.Engine;

/// <summary>Words for what a path did not find.</summary>
internal static class JsonPathProblem
{
    private const int MostNames = 8;

    /// <summary>What was there, and what was not: "a.b exists, it has 2 elements, [5] is not there".</summary>
    /// <param name="value">The last value that was found.</param>
    /// <param name="step">The step that failed.</param>
    /// <param name="reached">The path of <paramref name="value"/>; empty for the document.</param>
    public static string Missing(JsonElement value, JsonPathStep step, string reached)
    {
        var place = reached is "" or "$" ? "the document" : reached;
        var wanted = step.Name is null ? $"[{step.Index}]" : $"'{step.Name}'";
        return $"{place} exists, {Describe(value)}, {wanted} is not there";
    }

    private static string Describe(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                var length = value.GetArrayLength();
                return length switch
                {
                    0 => "it is an empty array",
                    1 => "it has 1 element",
                    _ => $"it has {length} elements",
                };
            case JsonValueKind.Object:
                var names = value.EnumerateObject().Take(MostNames + 1).Select(property => property.Name).ToList();
                return names.Count switch
                {
                    0 => "it is an empty object",
                    > MostNames => $"it has {string.Join(", ", names.Take(MostNames))} and more",
                    _ => $"it has {string.Join(", ", names)}",
                };
            case JsonValueKind.Null:
                return "it is null";
            case JsonValueKind.String:
                return "it is a string";
            case JsonValueKind.Number:
                return "it is a number";
            default:
                return "it is " + (value.ValueKind == JsonValueKind.True ? "true" : "false");
        }
    }
}
