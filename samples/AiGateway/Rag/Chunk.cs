namespace AiGateway.Rag;

/// <summary>A piece of a document, and its vector.</summary>
internal sealed record Chunk(string DocId, int ChunkId, string Text, float[] Vector)
{
    public static Chunk Of(string docId, int chunkId, string text) => new(docId, chunkId, text, Embedder.Embed(text));
}
