using System.Text.Json.Nodes;

namespace AiGateway.Rag;

/// <summary>What a question was answered with; it can be answered again.</summary>
/// <param name="Text">The answer.</param>
/// <param name="Context">Where it comes from.</param>
/// <param name="Usage">The tokens that it took, as JSON.</param>
internal sealed record QueryAnswer(string Text, IReadOnlyList<(double Score, string DocId, int ChunkId)> Context, string Usage)
{
    public JsonObject ToJson(bool cached, TimeSpan time) => new()
    {
        ["answer"] = Text,
        ["context"] = new JsonArray([.. Context.Select(part => (JsonNode)new JsonObject
        {
            ["score"] = Math.Round(part.Score, 4),
            ["doc_id"] = part.DocId,
            ["chunk_id"] = part.ChunkId,
        })]),
        ["usage"] = JsonNode.Parse(Usage),
        ["cached"] = cached,
        ["response_time_ms"] = Math.Round(time.TotalMilliseconds, 1),
    };
}
