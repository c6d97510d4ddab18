namespace AiGateway.Rag;

/// <summary>Keeps chunks beyond the life of the process.</summary>
internal interface IChunkTable : IAsyncDisposable
{
    /// <summary>The most connections to it.</summary>
    int PoolSize { get; }

    Task<IReadOnlyList<(string Collection, Chunk Chunk)>> Read(CancellationToken cancellationToken);

    Task Write(string collection, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken);

    ValueTask<bool> IsUp(CancellationToken cancellationToken);
}
