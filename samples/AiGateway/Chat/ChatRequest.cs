using System.Text;
using System.Text.Json;
using AiGateway.Models;

namespace AiGateway.Chat;

/// <summary>A request for a completion, understood. Fields beyond these are let through and mean nothing to this model.</summary>
internal sealed record ChatRequest(string Model, ChatPrompt Prompt, bool Stream, bool WithUsage)
{
    private const int DefaultMaxTokens = 256;
    private const int MaxTokens = 4096;
    private const int TokensPerMessage = 4;

    private static readonly string[] Roles = ["system", "user", "assistant", "tool"];

    /// <summary>Reads one.</summary>
    /// <returns>The request, or the first parameter that is wrong and why.</returns>
    public static (ChatRequest? Request, string? Parameter, string? Problem) Read(JsonElement body)
    {
        var text = new StringBuilder();
        var tokens = 0;
        if (Find(body, "model") is not { ValueKind: JsonValueKind.String } model)
        {
            return (null, "model", "model is required and is a string");
        }

        if (Find(body, "messages") is not { ValueKind: JsonValueKind.Array } messages || messages.GetArrayLength() == 0)
        {
            return (null, "messages", "messages is required: a list of at least one message");
        }

        foreach (var message in messages.EnumerateArray())
        {
            if (Find(message, "role") is not { ValueKind: JsonValueKind.String } role || !Roles.Contains(role.GetString())
                || Find(message, "content") is not { ValueKind: JsonValueKind.String } content)
            {
                return (null, "messages", $"each message has a role ({string.Join(", ", Roles)}) and a content, which is a string");
            }

            text.Append(content.GetString()).Append('\n');
            tokens += FakeModel.Count(content.GetString()!) + TokensPerMessage;
        }

        var longest = DefaultMaxTokens;
        if (Find(body, "max_tokens") is { } given && (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out longest) || longest is < 1 or > MaxTokens))
        {
            return (null, "max_tokens", $"max_tokens is a whole number from 1 to {MaxTokens}");
        }

        if (Find(body, "temperature") is { } temperature
            && (temperature.ValueKind != JsonValueKind.Number || !temperature.TryGetDouble(out var heat) || heat is not (>= 0 and <= 2)))
        {
            return (null, "temperature", "temperature is a number from 0 to 2");
        }

        if (Find(body, "stream") is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            return (null, "stream", "stream is true or false");
        }

        var options = Find(body, "stream_options") ?? default;
        return (
            new(model.GetString()!, new(text.ToString(), tokens, longest), IsTrue(body, "stream"), options.ValueKind == JsonValueKind.Object && IsTrue(options, "include_usage")),
            null,
            null);
    }

    private static bool IsTrue(JsonElement from, string name) => Find(from, name) is { ValueKind: JsonValueKind.True };

    private static JsonElement? Find(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
