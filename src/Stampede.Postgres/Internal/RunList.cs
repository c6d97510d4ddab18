using System.Text;
using Npgsql;
using Stampede.Results;

namespace Stampede.Stores.Internal;

/// <summary>Lists, finds, tags and removes runs.</summary>
internal static class RunList
{
    // Of run.json what a list shows: a run with many names is large, and lists are of many runs.
    private const string Select = """
        SELECT r.id, r.folder, r.plan_hash, r.commit, r.branch, r.machine, r.tags, octet_length(r.document) + coalesce(r.interval_bytes, 0), r.interval_count, r.pushed, r.pushed_by,
            jsonb_strip_nulls(jsonb_build_object('schemaVersion', r.run->'schemaVersion', 'name', r.run->'name', 'started', r.run->'started', 'ending', r.run->'ending',
                'verdict', r.run->'verdict', 'exitCode', r.run->'exitCode', 'audit', r.run->'audit', 'imported', (r.run->'imported') - 'total'::text))::text, r.duration_seconds
        FROM stampede.runs r
        """;

    /// <summary>Those to which a query applies, oldest first; those without a time come first.</summary>
    public static async ValueTask<IReadOnlyList<StoredRun>> Read(NpgsqlConnection connection, RunQuery query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand { Connection = connection };
        var conditions = new List<string>();
        Add("r.name = {0}", query.Name);
        Add("starts_with(r.plan_hash, {0})", query.PlanHash);
        Add("starts_with(r.commit, {0})", query.Commit);
        Add("r.branch = {0}", query.Branch);
        Add("r.machine = {0}", query.Machine);
        Add("r.verdict = {0}", query.Verdict is { } verdict ? JsonEnum<Verdict>.Name(verdict).Value : null);
        Add("r.tags @> {0}", query.Tags.Count == 0 ? null : query.Tags.ToArray());
        Add("r.started >= {0}", query.Since?.ToUniversalTime());
        command.CommandText = $"{Select} {(conditions.Count == 0 ? "" : "WHERE ")}{string.Join(" AND ", conditions)} ORDER BY r.started DESC NULLS LAST, r.id DESC"
            + (query.Limit is { } limit ? $" LIMIT {limit}" : "");
        var runs = await Read(command, cancellationToken);
        runs.Reverse();
        return runs;

        void Add(string condition, object? value)
        {
            if (value is not null)
            {
                command.Parameters.Add(new() { Value = value });
                conditions.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, condition, $"${command.Parameters.Count}"));
            }
        }
    }

    /// <summary>One by its id, its folder, or the beginning of its id: the first of the three by which there is any.</summary>
    public static async ValueTask<StoredRun?> Find(NpgsqlConnection connection, StoreAddress address, string name, CancellationToken cancellationToken)
    {
        if (name.Length == 0 || name.Contains('\0'))
        {
            return null;
        }

        foreach (var condition in (string[])["r.id = $1", "r.folder = $1", "starts_with(r.id, $1)"])
        {
            await using var command = new NpgsqlCommand($"{Select} WHERE {condition} ORDER BY r.id LIMIT 6", connection) { Parameters = { new() { Value = name } } };
            var found = await Read(command, cancellationToken);
            if (found.Count > 1)
            {
                throw new RunFolderException(
                    address.ToString(), $"several runs are called '{name}': {string.Join(", ", found.Take(5).Select(r => r.Id))}{(found.Count > 5 ? " …" : "")}. Name one by its id.");
            }

            if (found is [var one])
            {
                return one;
            }
        }

        return null;
    }

    public static async ValueTask<bool> Tag(NpgsqlConnection connection, string id, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE stampede.runs SET tags = $2 WHERE id = $1", connection)
        {
            Parameters = { new() { Value = id }, new() { Value = tags.Distinct().Order(StringComparer.Ordinal).ToArray() } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    public static async ValueTask<IReadOnlyList<string>> Remove(NpgsqlConnection connection, IReadOnlyList<string> ids, bool keepsTagged, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("DELETE FROM stampede.runs WHERE id = ANY($1) AND (tags = '{}' OR NOT $2) RETURNING id", connection)
        {
            Parameters = { new() { Value = ids.ToArray() }, new() { Value = keepsTagged } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var removed = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            removed.Add(reader.GetString(0));
        }

        return removed;
    }

    private static async Task<List<StoredRun>> Read(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var runs = new List<StoredRun>();
        while (await reader.ReadAsync(cancellationToken))
        {
            runs.Add(new StoredRun(Entry(reader.GetString(0), reader.GetString(11)), reader.GetString(1))
            {
                PlanHash = Text(2),
                Commit = Text(3),
                Branch = Text(4),
                Machine = Text(5),
                Tags = reader.GetFieldValue<string[]>(6),
                Bytes = reader.GetInt64(7),
                Intervals = reader.GetInt32(8),
                Duration = reader.IsDBNull(12) ? null : TimeSpan.FromSeconds(reader.GetDouble(12)),
                Pushed = reader.GetFieldValue<DateTimeOffset>(9),
                PushedBy = reader.GetString(10),
            });
        }

        return runs;

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }

    private static RunEntry Entry(string id, string json)
    {
        try
        {
            return RunDocument.Read(id, Encoding.UTF8.GetBytes(json), part => RunJsonReader.Entry(part, id));
        }
        catch (RunFolderException e)
        {
            return new RunEntry(id, null, null, RunEnding.None, null, e.Message);
        }
    }
}
