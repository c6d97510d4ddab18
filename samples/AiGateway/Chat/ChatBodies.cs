namespace AiGateway.Chat;

/// <summary>What api_gateway answers, in the form of OpenAI's API.</summary>
internal static class ChatBodies
{
    internal sealed record Message(string Role, string Content);

    internal sealed record Choice(int Index, Message Message, string FinishReason);

    internal sealed record Usage(int PromptTokens, int CompletionTokens, int TotalTokens);

    internal sealed record Completion(string Id, string Object, long Created, string Model, IReadOnlyList<Choice> Choices, Usage Usage);

    /// <summary>What is new in a piece of a stream.</summary>
    internal sealed record Delta(string? Role, string? Content);

    internal sealed record ChunkChoice(int Index, Delta Delta, string? FinishReason);

    internal sealed record Chunk(string Id, string Object, long Created, string Model, IReadOnlyList<ChunkChoice> Choices, Usage? Usage);

    internal sealed record Model(string Id, string Object, long Created, string OwnedBy);

    internal sealed record Models(string Object, IReadOnlyList<Model> Data);

    internal sealed record Endpoint(string Model, string Backend, int Priority, int Active);

    internal sealed record Health(
        string Status,
        string Service,
        IReadOnlyList<Endpoint> HealthyEndpoints,
        IReadOnlyList<Endpoint> UnhealthyEndpoints,
        int HealthyCount,
        int UnhealthyCount,
        IReadOnlyDictionary<string, string> Services);
}
