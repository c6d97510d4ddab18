using System.Collections.Concurrent;
using System.Text.Json;

namespace Stampede.Engine;

/// <summary>Finds one value in a JSON document: <c>a.b[0].c</c>, <c>['odd key']</c>, <c>$.a</c>, <c>a[-1]</c>.</summary>
internal static class JsonPath
{
    private const int MostCached = 1000;

    private static readonly ConcurrentDictionary<string, JsonPathStep[]> Cache = new();

    /// <summary>Finds a value.</summary>
    /// <param name="root">Where the path begins.</param>
    /// <param name="path">Empty or <c>$</c> is the root itself.</param>
    /// <param name="found">The value; it may be JSON's null.</param>
    /// <param name="problem">How far the path led and what was missing, as a clause; null where it was found.</param>
    /// <exception cref="FormatException">The path is not one; the place is marked.</exception>
    public static bool TryFind(JsonElement root, string path, out JsonElement found, out string? problem)
    {
        var steps = StepsOf(path);
        found = root;
        for (var i = 0; i < steps.Length; i++)
        {
            if (!TryStep(found, steps[i], out var next))
            {
                problem = JsonPathProblem.Missing(found, steps[i], path[..(i == 0 ? 0 : steps[i - 1].End)]);
                found = default;
                return false;
            }

            found = next;
        }

        problem = null;
        return true;
    }

    private static JsonPathStep[] StepsOf(string path)
    {
        if (Cache.TryGetValue(path, out var steps))
        {
            return steps;
        }

        steps = new JsonPathParser(path).Parse();
        if (Cache.Count < MostCached)
        {
            Cache.TryAdd(path, steps);
        }

        return steps;
    }

    private static bool TryStep(JsonElement value, JsonPathStep step, out JsonElement next)
    {
        next = default;
        if (step.Name is not null)
        {
            return value.ValueKind == JsonValueKind.Object && value.TryGetProperty(step.Name, out next);
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        var length = value.GetArrayLength();
        var index = step.Index < 0 ? length + step.Index : step.Index;
        if (index < 0 || index >= length)
        {
            return false;
        }

        next = value[index];
        return true;
    }
}
