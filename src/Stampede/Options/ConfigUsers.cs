using System.Text.Json;

namespace Stampede.Engine;

/// <summary>Reads what <c>--config-users</c> is given: an object or a list of objects, or the path of a file with one, in Locust's form.</summary>
/// <param name="source">What messages call it.</param>
/// <param name="folder">Where relative paths begin.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class ConfigUsers(string source, string folder, List<string> problems)
{
    private const string ClassName = "user_class_name";

    private static readonly string[] Keys = [ClassName, "weight", "fixed_count", "host", "tasks"];

    public IReadOnlyList<UserClassOptions> Read(string text)
    {
        var isFile = text.TrimStart() is not ['{' or '[', ..];
        var place = isFile ? $"{source}: '{text}'" : source;
        try
        {
            using var json = JsonDocument.Parse(isFile ? File.ReadAllText(Path.Combine(folder, text)) : text, ConfigFile.Leniently);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? [.. json.RootElement.EnumerateArray().Select(item => Read(item, place)).OfType<UserClassOptions>()]
                : Read(json.RootElement, place) is { } one ? [one] : [];
        }
        catch (JsonException e)
        {
            problems.Add($"{place}, line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}: this is no JSON. {ConfigFile.WithoutPlace(e.Message)}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{place} cannot be read: {e.Message}");
        }

        return [];
    }

    private UserClassOptions? Read(JsonElement item, string place)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(ClassName, out var name) || name.ValueKind != JsonValueKind.String)
        {
            problems.Add($"{place}: each user class is an object with \"{ClassName}\", as in {{ \"{ClassName}\": \"AdminUser\", \"weight\": 3 }}.");
            return null;
        }

        var options = new UserClassOptions(name.GetString()!);
        foreach (var member in item.EnumerateObject())
        {
            var (value, kind) = (member.Value, member.Value.ValueKind);
            UserClassOptions? changed = member.Name switch
            {
                ClassName => options,
                "weight" when kind == JsonValueKind.Number => options with { Weight = value.GetDouble() },
                "fixed_count" when kind == JsonValueKind.Number && value.TryGetInt32(out var count) => options with { FixedCount = count },
                "host" when kind == JsonValueKind.String => options with { Host = value.GetString() },
                "tasks" when kind == JsonValueKind.Array && value.EnumerateArray().All(t => t.ValueKind == JsonValueKind.String) =>
                    options with { Tasks = [.. value.EnumerateArray().Select(t => t.GetString()!)] },
                _ => null,
            };
            if (changed is null)
            {
                problems.Add($"{place}: {options.Name}: {Problem(member)}");
            }

            options = changed ?? options;
        }

        return options;
    }

    private static string Problem(JsonProperty member)
    {
        var must = member.Name switch
        {
            "weight" => "a number",
            "fixed_count" => "a whole number",
            "host" => "a text",
            "tasks" => "a list of names",
            _ => null,
        };
        if (must is not null)
        {
            return $"{member.Name} is {member.Value.GetRawText()}; it must be {must}.";
        }

        var nearest = NearestName.Of(member.Name, Keys);
        return $"there is no setting '{member.Name}'" + (nearest is null ? $"; there are {string.Join(", ", Keys)}." : $". Did you mean '{nearest}'?");
    }
}
