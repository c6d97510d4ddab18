using System.Buffers.Binary;
using Npgsql;
using NpgsqlTypes;
using Stampede.Results;

namespace Stampede.Stores.Internal;

/// <summary>Stores a run in one transaction. Two that push the same run go one after the other.</summary>
internal sealed class RunWriter(NpgsqlConnection connection, RunPush push, RunContent content)
{
    private TimeSpan? Duration => content.Entry.Ending != RunEnding.None && content.Result.Knows(UnknownParts.Duration) ? content.Result.Duration : null;

    public async ValueTask<PushResult> Write(CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Lock(cancellationToken);
        var outcome = await Stored(cancellationToken) switch
        {
            null => PushOutcome.Stored,
            var there when there == content.Sha256 => PushOutcome.AlreadyThere,
            _ => push.Replaces ? PushOutcome.Replaced : PushOutcome.Differs,
        };
        if (outcome == PushOutcome.AlreadyThere)
        {
            await AddTags(cancellationToken);
        }

        if (outcome == PushOutcome.Replaced)
        {
            await Execute("DELETE FROM stampede.runs WHERE identity = $1", cancellationToken, content.Identity);
        }

        if (outcome is PushOutcome.Stored or PushOutcome.Replaced)
        {
            var key = await Run(cancellationToken);
            await (content.IntervalsPath is null ? Task.CompletedTask : Intervals(key, content.IntervalsPath, cancellationToken));
            await Findings(key, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return new PushResult(content.Id, outcome, content.IntervalCount, content.Document.Length + (content.IntervalBytes ?? 0));
    }

    // Whoever dies in the middle and does not even close its connection is noticed after two minutes; until then nobody can push this run. Compressing
    // intervals is most of the server's work in a push, and much less of it by LZ4, where the server has that.
    private Task Lock(CancellationToken cancellationToken) => Execute(
        $"""
        SET LOCAL tcp_keepalives_idle = 60; SET LOCAL tcp_keepalives_interval = 10; SET LOCAL tcp_keepalives_count = 6;
        SELECT set_config('default_toast_compression', 'lz4', true) FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals);
        SELECT pg_advisory_xact_lock({BinaryPrimitives.ReadInt64BigEndian(Convert.FromHexString(content.Identity))})
        """,
        cancellationToken);

    private async Task<string?> Stored(CancellationToken cancellationToken)
    {
        await using var command = Command("SELECT sha256 FROM stampede.runs WHERE identity = $1", content.Identity);
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private Task AddTags(CancellationToken cancellationToken) => push.Tags.Count == 0
        ? Task.CompletedTask
        : Execute(
            """
            UPDATE stampede.runs SET tags = ARRAY(SELECT t FROM (SELECT DISTINCT unnest(tags || $2) AS t) AS every ORDER BY t COLLATE "C")
            WHERE identity = $1 AND NOT tags @> $2
            """,
            cancellationToken,
            content.Identity,
            push.Tags.ToArray());

    private async Task<long> Run(CancellationToken cancellationToken)
    {
        (string Column, object? Value)[] columns =
        [
            ("id", content.Id), ("identity", content.Identity), ("sha256", content.Sha256),
            ("folder", Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(push.Folder)))),
            ("name", Plain(content.Entry.Name)), ("plan_hash", push.PlanHash?.Invoke(content.Result)), ("started", content.Entry.Started?.ToUniversalTime()),
            ("duration_seconds", Duration?.TotalSeconds), ("ending", JsonEnum<RunEnding>.Name(content.Entry.Ending).Value),
            ("verdict", content.Entry.Verdict is { } verdict ? JsonEnum<Verdict>.Name(verdict).Value : null), ("exit_code", content.Entry.ExitCode),
            ("commit", Plain(content.Result.Environment?.Commit)), ("branch", Plain(push.Branch)), ("machine", Plain(content.Result.Environment?.Machine)),
            ("version", Plain(content.Result.Environment?.Version)), ("tags", push.Tags.Distinct().Order(StringComparer.Ordinal).ToArray()),
            ("document", content.Document), ("interval_count", content.IntervalCount),
            ("interval_bytes", content.IntervalBytes), ("intervals_cut_off", content.IsCutOff),
        ];
        await using var command = Command(
            $"""
            INSERT INTO stampede.runs ({string.Join(", ", columns.Select(c => c.Column))}, run)
            VALUES ({string.Join(", ", columns.Select((_, i) => $"${i + 1}"))}, ${columns.Length + 1}) RETURNING key
            """,
            [.. columns.Select(c => c.Value)]);
        command.Parameters.Add(new() { Value = SearchDocument.Of(content.Document), NpgsqlDbType = NpgsqlDbType.Jsonb });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    // A line at a time from the file to the server, which takes them as fast as it can.
    private async Task Intervals(long key, string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        var lines = new LineReader(stream);
        using var hash = ContentHash.Of(content.Document);
        await using (var copy = await connection.BeginBinaryImportAsync(
            "COPY stampede.intervals (run, line, offset_seconds, length_seconds, phase, settled, failed, content) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            while (await lines.Read(cancellationToken))
            {
                ContentHash.Add(hash, lines);
                var row = IntervalRow.Read(lines, path);
                await copy.StartRowAsync(cancellationToken);
                await copy.WriteAsync(key, NpgsqlDbType.Bigint, cancellationToken);
                await copy.WriteAsync((int)lines.Number, NpgsqlDbType.Integer, cancellationToken);
                await Write(copy, row.Offset, NpgsqlDbType.Double, cancellationToken);
                await Write(copy, row.Length, NpgsqlDbType.Double, cancellationToken);
                await (row.Phase is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(row.Phase, NpgsqlDbType.Text, cancellationToken));
                await Write(copy, row.Settled, NpgsqlDbType.Bigint, cancellationToken);
                await Write(copy, row.Failed, NpgsqlDbType.Bigint, cancellationToken);
                await copy.WriteAsync(lines.Line, NpgsqlDbType.Bytea, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != content.Sha256)
        {
            throw new RunFolderException(path, "it changed while it was pushed. Nothing of the run was stored; push it again when it is no longer written.");
        }
    }

    private async Task Findings(long key, CancellationToken cancellationToken)
    {
        foreach (var (index, finding) in (content.Result.Audit?.Findings ?? []).Index())
        {
            await Execute(
                "INSERT INTO stampede.findings (run, number, rule, severity, subject, meaning, advice, accepted) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                cancellationToken,
                key,
                index + 1,
                Plain(finding.Rule),
                JsonEnum<NoteSeverity>.Name(finding.Severity).Value,
                Plain(finding.Subject),
                Plain(finding.Meaning),
                Plain(finding.Advice),
                Plain(finding.Accepted));
        }
    }

    private static Task Write<T>(NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type, CancellationToken cancellationToken)
        where T : struct =>
        value is { } known ? copy.WriteAsync(known, type, cancellationToken) : copy.WriteNullAsync(cancellationToken);

    // A text of the database has no zero character; run.json, which has it, is kept as it is.
    private static string? Plain(string? text) => text?.Replace('\0', '\uFFFD');

    private async Task Execute(string sql, CancellationToken cancellationToken, params object?[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        }

        return command;
    }
}
