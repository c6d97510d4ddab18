using Npgsql;

namespace Stampede.Stores.Internal;

/// <summary>Counts what there is in a database.</summary>
internal static class StatusReader
{
    public static async ValueTask<StoreStatus> Read(NpgsqlConnection connection, Migrator migrator, CancellationToken cancellationToken)
    {
        var version = await migrator.Version(connection, cancellationToken);
        var tables = new List<StoreTable>();
        if (version > 0)
        {
            foreach (var (name, bytes) in await Tables(connection, cancellationToken))
            {
                // The names are those of the catalogue, quoted by it.
                tables.Add(new StoreTable(name, await Scalar<long>(connection, $"SELECT count(*) FROM stampede.{name}", cancellationToken), bytes));
            }
        }

        return new StoreStatus(
            connection.PostgreSqlVersion.ToString(),
            version,
            Migration.All[^1].Number,
            tables,
            await Scalar<long>(connection, "SELECT pg_database_size(current_database())", cancellationToken));
    }

    private static async Task<List<(string Name, long Bytes)>> Tables(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT quote_ident(relname), pg_total_relation_size(oid) FROM pg_class WHERE relnamespace = to_regnamespace('stampede') AND relkind = 'r' ORDER BY relname", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var tables = new List<(string, long)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            tables.Add((reader.GetString(0), reader.GetInt64(1)));
        }

        return tables;
    }

    private static async Task<T> Scalar<T>(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
