using Npgsql;

namespace AiGateway.Rag;

/// <summary>Chunks in PostgreSQL; their vectors are computed again from the text.</summary>
internal sealed class PostgresChunkTable : IChunkTable
{
    // Any number that no other program locks by.
    private const long SchemaLock = 0x41_69_47_61_74_65;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS rag_chunks (
            collection text NOT NULL,
            doc_id text NOT NULL,
            chunk_id integer NOT NULL,
            content text NOT NULL,
            PRIMARY KEY (collection, doc_id, chunk_id));
        """;

    private readonly NpgsqlDataSource _source;

    private PostgresChunkTable(NpgsqlDataSource source, int pool) => (_source, PoolSize) = (source, pool);

    public int PoolSize { get; }

    /// <summary>Connects, and makes the table where there is none.</summary>
    /// <exception cref="NpgsqlException">The server cannot be used.</exception>
    public static async Task<PostgresChunkTable> Open(string connectionString, int pool)
    {
        var table = new PostgresChunkTable(
            NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = pool, ApplicationName = "rag_service" }), pool);
        try
        {
            await using var connection = await table._source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();

            // Two services that start together would make the same table.
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({SchemaLock});\n{Schema}", connection, transaction);
            await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
            return table;
        }
        catch
        {
            await table.DisposeAsync();
            throw;
        }
    }

    public async Task<IReadOnlyList<(string Collection, Chunk Chunk)>> Read(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("SELECT collection, doc_id, chunk_id, content FROM rag_chunks ORDER BY collection, doc_id, chunk_id");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(string, Chunk)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetString(0), Chunk.Of(reader.GetString(1), reader.GetInt32(2), reader.GetString(3))));
        }

        return rows;
    }

    public async Task Write(string collection, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("""
            INSERT INTO rag_chunks (collection, doc_id, chunk_id, content)
            SELECT $1, doc_id, chunk_id, content FROM unnest($2::text[], $3::integer[], $4::text[]) AS new (doc_id, chunk_id, content)
            ON CONFLICT (collection, doc_id, chunk_id) DO UPDATE SET content = EXCLUDED.content
            """);
        command.Parameters.Add(new() { Value = collection });
        command.Parameters.Add(new() { Value = chunks.Select(chunk => chunk.DocId).ToArray() });
        command.Parameters.Add(new() { Value = chunks.Select(chunk => chunk.ChunkId).ToArray() });
        command.Parameters.Add(new() { Value = chunks.Select(chunk => chunk.Text).ToArray() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask<bool> IsUp(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = _source.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (Exception problem) when (problem is NpgsqlException or OperationCanceledException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
