using Npgsql;

namespace Stampede.Stores.Internal;

/// <summary>Brings a database's schema to this version: each step in a transaction of its own, under a lock, so that of two that start together one waits.</summary>
internal sealed class Migrator(StoreAddress address)
{
    // Any number that no other program locks by.
    private const long Lock = 0x53_74_61_6d_70_65_64_65;

    private const string Journal = """
        CREATE TABLE IF NOT EXISTS stampede.migrations (
            number integer PRIMARY KEY,
            name text NOT NULL,
            sha256 text NOT NULL,
            applied timestamptz NOT NULL DEFAULT now(),
            applied_by text NOT NULL
        )
        """;

    /// <summary>The version that a database has; 0 where there is no store in it.</summary>
    /// <exception cref="StoreException">It was made by a newer Stampede, or is not what this one would have made.</exception>
    public async ValueTask<int> Version(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using (var known = new NpgsqlCommand("SELECT to_regclass('stampede.migrations') IS NOT NULL", connection))
        {
            if (await known.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return 0;
            }
        }

        await using var command = new NpgsqlCommand("SELECT number, name, sha256, applied_by FROM stampede.migrations ORDER BY number", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var version = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            version = reader.GetInt32(0);
            Check(version, reader.GetString(1), reader.GetString(2), reader.GetString(3));
        }

        return version;
    }

    /// <summary>Applies what is missing.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="by">Which version of Stampede applies it.</param>
    /// <param name="upTo">The last to apply; default the latest.</param>
    /// <param name="cancellationToken">Stops between and within steps; a step is there whole or not at all.</param>
    /// <returns>What was applied.</returns>
    public async ValueTask<IReadOnlyList<Migration>> Apply(NpgsqlConnection connection, string by, int upTo, CancellationToken cancellationToken)
    {
        var applied = new List<Migration>();
        foreach (var migration in Migration.All.Where(m => m.Number <= upTo))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await Execute($"SELECT pg_advisory_xact_lock({Lock})");
            await Make();
            if (await Version(connection, cancellationToken) < migration.Number)
            {
                await Execute(migration.Sql);
                await using var journal = new NpgsqlCommand("INSERT INTO stampede.migrations (number, name, sha256, applied_by) VALUES ($1, $2, $3, $4)", connection)
                {
                    Parameters = { new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Sha256 }, new() { Value = by } },
                };
                await journal.ExecuteNonQueryAsync(cancellationToken);
                applied.Add(migration);
            }

            await transaction.CommitAsync(cancellationToken);
        }

        return applied;

        // CREATE … IF NOT EXISTS asks for the right to create even where it exists.
        async Task Make()
        {
            if (await Scalar("SELECT to_regnamespace('stampede') IS NOT NULL") is not true)
            {
                await Execute("CREATE SCHEMA stampede");
            }

            if (await Scalar("SELECT to_regclass('stampede.migrations') IS NOT NULL") is not true)
            {
                await Execute(Journal);
            }
        }

        async Task Execute(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        async Task<object?> Scalar(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(cancellationToken);
        }
    }

    private void Check(int number, string name, string sha256, string by)
    {
        var latest = Migration.All[^1].Number;
        if (number > latest)
        {
            throw new StoreException(
                $"The store {address}: its schema has version {number}, made by Stampede {by}; this Stampede knows up to {latest}. Use the newer one; nothing was read or written.");
        }

        if (Migration.All[number - 1].Sha256 != sha256)
        {
            throw new StoreException(
                $"The store {address}: step {number} of its schema ('{name}', applied by Stampede {by}) is not the one that this Stampede has. "
                + "It was made by a version that was never published, or its journal was changed: use another database, or restore this one from a backup.");
        }
    }
}
