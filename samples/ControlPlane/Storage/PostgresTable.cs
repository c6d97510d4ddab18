using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ControlPlane.Events;
using Npgsql;
using NpgsqlTypes;

namespace ControlPlane.Storage;

/// <summary>Rows as JSON documents in a table of PostgreSQL, indexed by the fields that they are looked for by.</summary>
internal sealed class PostgresTable<TRow>(NpgsqlDataSource source, string name, JsonTypeInfo<TRow> json, params Field<TRow>[] fields) : ITable<TRow>
    where TRow : class, IRow<TRow>
{
    private readonly string _add = $"""
        WITH added AS (INSERT INTO {name} (key, document) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING RETURNING number),
        {PostgresEventLog.InsertFrom("added", 3)}
        SELECT number FROM added
        """;

    private readonly string _addMissing = $"INSERT INTO {name} (key, document) SELECT * FROM unnest($1, $2) ON CONFLICT (key) DO NOTHING";
    private readonly string _find = $"SELECT number, document FROM {name} WHERE key = $1";
    private readonly string _lock = $"SELECT number, document FROM {name} WHERE key = $1 FOR UPDATE";

    private readonly string _change = $"""
        WITH changed AS (UPDATE {name} SET document = $2 WHERE key = $1 RETURNING number)
        , {PostgresEventLog.InsertFrom("changed", 3)}
        SELECT number FROM changed
        """;

    /// <summary>What makes the table.</summary>
    public string Schema
    {
        get
        {
            var sql = new StringBuilder(
                $"CREATE TABLE IF NOT EXISTS {name} (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text NOT NULL UNIQUE, document jsonb NOT NULL);\n");
            foreach (var column in fields)
            {
                sql.Append($"CREATE INDEX IF NOT EXISTS {name}_{column.Name} ON {name} ((document->>'{column.Name}'), number DESC);\n");
            }

            return sql.ToString();
        }
    }

    public async ValueTask<(TRow Row, bool Added)> Add(TRow row, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(_add);
        command.Parameters.Add(new() { Value = row.Key });
        command.Parameters.Add(Document(row));
        PostgresEventLog.AddParameters(command.Parameters, events);
        if (await command.ExecuteScalarAsync(cancellationToken) is long number)
        {
            return (row.Numbered(number), true);
        }

        return (await Find(row.Key, cancellationToken) ?? throw new InvalidOperationException($"A row of {name} is there and cannot be found."), false);
    }

    public async ValueTask AddMissing(IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        await using var command = source.CreateCommand(_addMissing);
        command.Parameters.Add(new() { Value = rows.Select(row => row.Key).ToArray() });
        command.Parameters.Add(new()
        {
            Value = rows.Select(row => JsonSerializer.Serialize(row, json)).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
        });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask<TRow?> Find(string key, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(_find);
        command.Parameters.Add(new() { Value = key });
        return await ReadOne(command, cancellationToken);
    }

    public async ValueTask<Change<TRow>> Update(string key, Func<TRow, TRow?> change, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var find = new NpgsqlCommand(_lock, connection, transaction);
        find.Parameters.Add(new() { Value = key });
        if (await ReadOne(find, cancellationToken) is not { } before)
        {
            return default;
        }

        if (change(before) is not { } after)
        {
            return new(before, null);
        }

        await using var write = new NpgsqlCommand(_change, connection, transaction);
        write.Parameters.Add(new() { Value = key });
        write.Parameters.Add(Document(after));
        PostgresEventLog.AddParameters(write.Parameters, events);
        await write.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(before, after);
    }

    public async ValueTask<IReadOnlyList<TRow>> Newest(int count, IReadOnlyList<Filter> filters, CancellationToken cancellationToken)
    {
        // Fields are the code's own names, values are parameters.
        var where = string.Join(" AND ", filters.Select((filter, i) => $"document->>'{filter.Field}' = ${i + 2}"));
        await using var command = source.CreateCommand(
            $"SELECT number, document FROM {name}{(where.Length > 0 ? " WHERE " : "")}{where} ORDER BY number DESC LIMIT $1");
        command.Parameters.Add(new() { Value = count });
        foreach (var filter in filters)
        {
            command.Parameters.Add(new() { Value = filter.Value });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<TRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    private async ValueTask<TRow?> ReadOne(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    private TRow Read(NpgsqlDataReader reader) => JsonSerializer.Deserialize(reader.GetString(1), json)!.Numbered(reader.GetInt64(0));

    private NpgsqlParameter Document(TRow row) => new() { Value = JsonSerializer.Serialize(row, json), NpgsqlDbType = NpgsqlDbType.Jsonb };
}
