using Npgsql;

namespace Stampede.Stores.Internal;

/// <summary>The baselines of a store.</summary>
internal static class BaselineTable
{
    public static async ValueTask<IReadOnlyList<StoredBaseline>> Read(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT name, document, is_current FROM stampede.baselines ORDER BY position", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var baselines = new List<StoredBaseline>();
        while (await reader.ReadAsync(cancellationToken))
        {
            baselines.Add(new StoredBaseline(reader.GetString(0), reader.GetFieldValue<byte[]>(1), reader.GetBoolean(2)));
        }

        return baselines;
    }

    /// <summary>Changes them in a transaction; whoever else wants to change them waits.</summary>
    public static async ValueTask<bool> Change(
        NpgsqlConnection connection, Func<IReadOnlyList<StoredBaseline>, IReadOnlyList<StoredBaseline>> change, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Execute("LOCK TABLE stampede.baselines IN SHARE ROW EXCLUSIVE MODE");
        var before = await Read(connection, cancellationToken);
        var after = change(before);
        await Execute("UPDATE stampede.baselines SET is_current = false WHERE is_current");
        await Execute("DELETE FROM stampede.baselines WHERE NOT name = ANY($1)", (object)after.Select(b => b.Name).ToArray());
        foreach (var (position, baseline) in after.Index())
        {
            var isSame = before.Any(b => b.Name == baseline.Name && b.Document.Span.SequenceEqual(baseline.Document.Span));
            await (isSame
                ? Execute("UPDATE stampede.baselines SET position = $2, is_current = $3 WHERE name = $1", baseline.Name, position, baseline.IsCurrent)
                : Execute(
                    """
                    INSERT INTO stampede.baselines (name, position, is_current, document) VALUES ($1, $2, $3, $4)
                    ON CONFLICT (name) DO UPDATE SET position = excluded.position, is_current = excluded.is_current, document = excluded.document,
                        changed = now(), changed_by = session_user
                    """,
                    baseline.Name,
                    position,
                    baseline.IsCurrent,
                    baseline.Document));
        }

        await transaction.CommitAsync(cancellationToken);
        return true;

        async Task Execute(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
            {
                command.Parameters.Add(new() { Value = value });
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
