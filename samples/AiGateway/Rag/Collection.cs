namespace AiGateway.Rag;

/// <summary>Chunks that are searched together. Readers see all of a change or nothing of it.</summary>
internal sealed class Collection
{
    private readonly Lock _writing = new();
    private Chunk[] _chunks = [];

    public int Count => Volatile.Read(ref _chunks).Length;

    /// <summary>The chunks most like a vector, the best first.</summary>
    public IReadOnlyList<(Chunk Chunk, float Score)> Search(float[] vector, int count)
    {
        var best = new PriorityQueue<Chunk, float>(count + 1);
        foreach (var chunk in Volatile.Read(ref _chunks))
        {
            best.Enqueue(chunk, Embedder.Similarity(vector, chunk.Vector));
            if (best.Count > count)
            {
                best.Dequeue();
            }
        }

        var found = new (Chunk, float)[best.Count];
        for (var i = found.Length - 1; i >= 0; i--)
        {
            best.TryDequeue(out var chunk, out var score);
            found[i] = (chunk!, score);
        }

        return found;
    }

    /// <summary>Those of some chunks that are not in it like this.</summary>
    public IReadOnlyList<Chunk> New(IReadOnlyList<Chunk> chunks)
    {
        var all = ById();
        return [.. chunks.Where(chunk => !all.TryGetValue((chunk.DocId, chunk.ChunkId), out var known) || known.Text != chunk.Text)];
    }

    /// <summary>Adds chunks, or puts them in the place of those of the same document and number.</summary>
    public void Put(IReadOnlyList<Chunk> chunks)
    {
        lock (_writing)
        {
            var all = ById();
            foreach (var chunk in chunks)
            {
                all[(chunk.DocId, chunk.ChunkId)] = chunk;
            }

            Volatile.Write(ref _chunks, [.. all.Values]);
        }
    }

    private Dictionary<(string DocId, int ChunkId), Chunk> ById() => Volatile.Read(ref _chunks).ToDictionary(chunk => (chunk.DocId, chunk.ChunkId));
}
