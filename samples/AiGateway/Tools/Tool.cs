using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiGateway.Tools;

/// <summary>A tool that models may call.</summary>
internal sealed class Tool(string name, string description, Sensitivity sensitivity, RateLimit limit, params ToolParameter[] parameters)
{
    private const int MaxArgument = 65_536;

    public string Name => name;

    public string Description => description;

    public Sensitivity Sensitivity => sensitivity;

    public RateLimit Limit => limit;

    /// <summary>Whether an administrator must agree to each call.</summary>
    public bool NeedsApproval => sensitivity >= Sensitivity.High;

    /// <summary>How many calls run at once.</summary>
    public int MaxConcurrent => sensitivity switch
    {
        Sensitivity.Low => 20,
        Sensitivity.Medium => 10,
        Sensitivity.High => 5,
        _ => 2,
    };

    /// <summary>Its arguments as a JSON schema.</summary>
    public JsonElement Schema { get; } = JsonElement.Parse(new JsonObject
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(parameters.Select(p =>
            KeyValuePair.Create(p.Name, (JsonNode?)new JsonObject { ["type"] = "string", ["description"] = p.Description }))),
        ["required"] = new JsonArray([.. parameters.Where(p => p.IsRequired).Select(p => (JsonNode)p.Name)]),
        ["additionalProperties"] = false,
    }.ToJsonString());

    /// <summary>What is wrong with arguments; null for nothing.</summary>
    public string? Check(IReadOnlyDictionary<string, JsonElement> arguments)
    {
        foreach (var (given, value) in arguments)
        {
            if (!parameters.Any(p => p.Name == given))
            {
                return $"{name} has no argument '{given}'";
            }

            if (value.ValueKind != JsonValueKind.String || value.GetString()!.Length > MaxArgument)
            {
                return $"{given} must be a string of no more than {MaxArgument} characters";
            }
        }

        return parameters.FirstOrDefault(p => p.IsRequired && !arguments.ContainsKey(p.Name)).Name is { } missing ? $"{missing} is required" : null;
    }
}
