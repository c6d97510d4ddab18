using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiGateway.Models;
using AiGateway.Peers;

namespace AiGateway.Rag;

/// <summary>Answers questions from documents: finds the chunks that are most like the question, and has the model behind api_gateway read them.</summary>
internal sealed class RagService(VectorStore store, DocumentFolder documents, QueryCache cache, Peer gateway)
{
    private const int EmbeddingBatch = 64;
    private const int AnswerTokens = 150;

    public VectorStore Store => store;

    public QueryCache Cache => cache;

    public Peer Gateway => gateway;

    /// <summary>Answers a question, from the cache where it was answered before.</summary>
    /// <returns>The answer; null where there is no such collection.</returns>
    /// <exception cref="PeerException">The model cannot be asked.</exception>
    public async Task<(QueryAnswer Answer, bool Cached)?> Query(string collection, string query, int count, string correlation, CancellationToken cancellationToken)
    {
        if (store.Find(collection) is not { } found)
        {
            return null;
        }

        var key = QueryCache.KeyOf(collection, query, count);
        if (cache.Find(key) is { } known)
        {
            return (known, true);
        }

        var context = found.Search(Embedder.Embed(query), count);
        var asked = await Ask(Prompt(query, context.Select(part => part.Chunk)), AnswerTokens, correlation, cancellationToken);
        var answer = new QueryAnswer(
            asked.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!,
            [.. context.Select(part => ((double)part.Score, part.Chunk.DocId, part.Chunk.ChunkId))],
            asked.GetProperty("usage").GetRawText());
        cache.Add(key, answer);
        return (answer, false);
    }

    /// <summary>Reads documents into a collection. Answers from it that were kept are forgotten if anything is new.</summary>
    /// <returns>How many chunks they have; null where the path leads out of the documents' folder, or there are too many collections.</returns>
    public async Task<int?> Index(string collection, string path, CancellationToken cancellationToken)
    {
        if (documents.Read(path) is not { } chunks)
        {
            return null;
        }

        foreach (var batch in chunks.Chunk(EmbeddingBatch))
        {
            if (await store.Put(collection, batch, cancellationToken) is not { } changed)
            {
                return null;
            }

            if (changed > 0)
            {
                cache.Remove(collection);
            }
        }

        return chunks.Count;
    }

    /// <summary>Asks the model.</summary>
    /// <exception cref="PeerException">It cannot be asked.</exception>
    public Task<JsonElement> Ask(string prompt, int maxTokens, string correlation, CancellationToken cancellationToken) => gateway.Post(
        "/v1/chat/completions",
        new JsonObject
        {
            ["model"] = ModelCatalog.Chat,
            ["max_tokens"] = maxTokens,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt }),
        },
        correlation,
        cancellationToken);

    private static string Prompt(string query, IEnumerable<Chunk> context)
    {
        var prompt = new StringBuilder("Answer from these documents alone.\n");
        foreach (var chunk in context)
        {
            prompt.Append('[').Append(chunk.DocId).Append("] ").Append(chunk.Text).Append('\n');
        }

        return prompt.Append("Question: ").Append(query).ToString();
    }
}
