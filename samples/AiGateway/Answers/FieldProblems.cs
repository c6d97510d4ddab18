using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiGateway.Answers;

/// <summary>Reads fields, and collects what is wrong with them as rag_service and mcp_server tell it: 422 with a list.</summary>
/// <param name="place">Where they are: <c>body</c> or <c>query</c>.</param>
internal sealed class FieldProblems(string place)
{
    private readonly JsonArray _problems = [];

    public bool Any => _problems.Count > 0;

    public Task Answer(HttpContext context) =>
        context.Answer(StatusCodes.Status422UnprocessableEntity, new JsonObject { ["detail"] = _problems });

    /// <summary>A text; the default where it is missing, which is a problem without one.</summary>
    public string Text(JsonElement body, string name, int max, string? missing = null)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return missing ?? Add(name, "missing", "Field required", "");
        }

        return value.ValueKind != JsonValueKind.String ? Add(name, "string_type", "Input should be a valid string", "") : Limited(name, value.GetString()!, max);
    }

    /// <summary>A text of the query string, read as <see cref="Text(JsonElement, string, int, string?)"/> does.</summary>
    public string Text(IQueryCollection query, string name, int max, string? missing = null) =>
        query.TryGetValue(name, out var values) ? Limited(name, values.ToString(), max) : missing ?? Add(name, "missing", "Field required", "");

    /// <summary>A whole number.</summary>
    public int Whole(JsonElement body, string name, int min, int max, int missing) =>
        !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? missing
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? InRange(name, number, min, max)
        : Add(name, "int_type", "Input should be a valid integer", missing);

    /// <summary>A whole number of the query string.</summary>
    public int Whole(IQueryCollection query, string name, int min, int max, int missing) =>
        !query.TryGetValue(name, out var values) ? missing
        : int.TryParse(values, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? InRange(name, number, min, max)
        : Add(name, "int_parsing", "Input should be a valid integer", missing);

    /// <summary>Yes or no in the query string.</summary>
    public bool Switch(IQueryCollection query, string name) => query[name].ToString().ToLowerInvariant() switch
    {
        "" or "0" or "false" => false,
        "1" or "true" => true,
        _ => Add(name, "bool_parsing", "Input should be a valid boolean", false),
    };

    private string Limited(string name, string text, int max) =>
        text.Length > max ? Add(name, "string_too_long", $"String should have at most {max} characters", "")
        : text.Contains('\0') ? Add(name, "string_type", "Null characters are not allowed", "")
        : text;

    private int InRange(string name, int number, int min, int max) =>
        number < min ? Add(name, "greater_than_equal", $"Input should be greater than or equal to {min}", min)
        : number > max ? Add(name, "less_than_equal", $"Input should be less than or equal to {max}", max)
        : number;

    private T Add<T>(string name, string type, string message, T value)
    {
        _problems.Add(new JsonObject { ["type"] = type, ["loc"] = new JsonArray(place, name), ["msg"] = message });
        return value;
    }
}
