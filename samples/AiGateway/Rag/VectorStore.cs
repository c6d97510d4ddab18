using System.Collections.Concurrent;

namespace AiGateway.Rag;

/// <summary>The collections, in memory; where a database is given, what changes is kept there as well and read at the start.</summary>
internal sealed class VectorStore(IChunkTable? table, bool isDown)
{
    /// <summary>Names are the callers' own: so many, then no more.</summary>
    private const int MaxCollections = 1_000;

    private readonly ConcurrentDictionary<string, Collection> _collections = new();

    /// <summary>Connections to the database; null in memory.</summary>
    public int? PoolSize => table?.PoolSize;

    public int Chunks => _collections.Values.Sum(collection => collection.Count);

    public Collection? Find(string collection) => _collections.GetValueOrDefault(collection);

    /// <summary>Reads what the database holds.</summary>
    public async Task Load(CancellationToken cancellationToken)
    {
        if (table is null)
        {
            return;
        }

        foreach (var group in (await table.Read(cancellationToken)).GroupBy(row => row.Collection))
        {
            _collections.GetOrAdd(group.Key, _ => new()).Put([.. group.Select(row => row.Chunk)]);
        }
    }

    /// <summary>Adds chunks to a collection, which is made where there is none.</summary>
    /// <returns>How many were not there like this; null where there are too many collections.</returns>
    public async Task<int?> Put(string collection, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken)
    {
        var found = Find(collection);
        if (found is null && _collections.Count >= MaxCollections)
        {
            return null;
        }

        var changed = found?.New(chunks) ?? chunks;
        if (changed.Count == 0)
        {
            return 0;
        }

        // The database first: what could not be written there is new the next time, too.
        if (table is not null)
        {
            await table.Write(collection, changed, cancellationToken);
        }

        _collections.GetOrAdd(collection, _ => new()).Put(changed);
        return changed.Count;
    }

    public async ValueTask<bool> IsUp(CancellationToken cancellationToken) => !isDown && (table is null || await table.IsUp(cancellationToken));
}
