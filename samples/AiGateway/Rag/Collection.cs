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

    /// <summary>Adds chunks, or puts them in the place of those of the same document and number.</summary>
    /// <returns>Those that were not there like this.</returns>
    public IReadOnlyList<Chunk> Put(IReadOnlyList<Chunk> chunks)
    {
        lock (_writing)
        {
            var all = _chunks.ToDictionary(chunk => (chunk.DocId, chunk.ChunkId));
            Chunk[] changed = [.. chunks.Where(chunk => !all.TryGetValue((chunk.DocId, chunk.ChunkId), out var known) || known.Text != chunk.Text)];
            foreach (var chunk in changed)
            {
                all[(chunk.DocId, chunk.ChunkId)] = chunk;
            }

            if (changed.Length > 0)
            {
                Volatile.Write(ref _chunks, [.. all.Values]);
            }

            return changed;
        }
    }
}
