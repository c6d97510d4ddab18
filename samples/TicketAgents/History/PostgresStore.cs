using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using TicketAgents.Jobs;

namespace TicketAgents.History;

/// <summary>Everything in PostgreSQL, nothing of it in memory.</summary>
internal sealed class PostgresStore : IStore
{
    // Any number that no other program locks by.
    private const long SchemaLock = 0x54_69_63_6b_65_74;
    private const int PreparedStatements = 50;
    private const int TimeoutSeconds = 10;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS enhancement_history (
            number bigint GENERATED ALWAYS AS IDENTITY, id uuid PRIMARY KEY, tenant_id text NOT NULL, ticket_id text NOT NULL, status text NOT NULL DEFAULT 'pending',
            context_gathered text, llm_output text, error_message text, processing_time_ms bigint, created_at timestamptz NOT NULL, completed_at timestamptz,
            correlation_id uuid, is_accepted boolean NOT NULL, job jsonb NOT NULL);
        CREATE INDEX IF NOT EXISTS enhancement_history_tenant ON enhancement_history (tenant_id, number DESC);
        CREATE INDEX IF NOT EXISTS enhancement_history_ticket ON enhancement_history (ticket_id, number DESC);
        CREATE INDEX IF NOT EXISTS enhancement_history_number ON enhancement_history (number DESC);
        CREATE INDEX IF NOT EXISTS enhancement_history_pending ON enhancement_history (number) WHERE status = 'pending';
        CREATE INDEX IF NOT EXISTS enhancement_history_completed ON enhancement_history (completed_at);
        CREATE TABLE IF NOT EXISTS tickets (
            tenant_id text, ticket_id text, note text NOT NULL, updates integer NOT NULL, updated_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, ticket_id));
        CREATE TABLE IF NOT EXISTS resolved_tickets (
            tenant_id text, ticket_id text, subject text NOT NULL, description text NOT NULL, resolution text NOT NULL, resolved_date timestamptz NOT NULL,
            tags text[] NOT NULL, PRIMARY KEY (tenant_id, ticket_id));
        CREATE TABLE IF NOT EXISTS pauses (name text PRIMARY KEY, until timestamptz NOT NULL);
        """;

    private const string Columns = """
        id, tenant_id, ticket_id, status, context_gathered, llm_output, error_message, processing_time_ms, created_at, completed_at, correlation_id
        """;

    private const string Insert = """
        INSERT INTO enhancement_history (id, tenant_id, ticket_id, created_at, correlation_id, is_accepted, job) VALUES ($1, $2, $3, $4, $5, $6, $7)
        """;

    // Who finishes a job finds it pending; whoever comes later finds it finished, and changes nothing.
    private const string FinishAndUpdate = """
        WITH finished AS (
            UPDATE enhancement_history SET status = $2, context_gathered = $3, llm_output = $4, error_message = $5, processing_time_ms = $6, completed_at = $7
            WHERE id = $1 AND status = 'pending' RETURNING tenant_id, ticket_id),
        updated AS (
            INSERT INTO tickets (tenant_id, ticket_id, note, updates, updated_at) SELECT tenant_id, ticket_id, $4, 1, $7 FROM finished WHERE $4 IS NOT NULL
            ON CONFLICT (tenant_id, ticket_id) DO UPDATE SET note = EXCLUDED.note, updates = tickets.updates + 1, updated_at = EXCLUDED.updated_at)
        SELECT count(*) FROM finished
        """;

    private readonly NpgsqlDataSource _source;

    private PostgresStore(NpgsqlDataSource source, int pool)
    {
        _source = source;
        PoolSize = pool;
    }

    public int? PoolSize { get; }

    /// <summary>Connects, and makes the tables that there are not.</summary>
    /// <exception cref="NpgsqlException">The server cannot be used.</exception>
    public static async Task<PostgresStore> Open(string connectionString, int pool)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = true,
            MaxPoolSize = pool,
            MinPoolSize = 0,
            MaxAutoPrepare = PreparedStatements,
            Timeout = TimeoutSeconds,
            ApplicationName = "ticket-agents",
        };
        var store = new PostgresStore(NpgsqlDataSource.Create(settings), pool);
        try
        {
            await using var connection = await store._source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();

            // Two processes that start together would make the same table.
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({SchemaLock});\n{Schema}", connection, transaction);
            await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
            return store;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<bool> IsUp(CancellationToken cancellationToken)
    {
        try
        {
            await Scalar("SELECT 1", cancellationToken);
            return true;
        }
        catch (Exception problem) when (problem is NpgsqlException or OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask<bool> IsAccepted(Guid jobId, CancellationToken cancellationToken) =>
        await Scalar("SELECT is_accepted FROM enhancement_history WHERE id = $1", cancellationToken, new NpgsqlParameter { Value = jobId }) is true;

    public async ValueTask Accept(Job job, CancellationToken cancellationToken) =>
        await Scalar($"{Insert} ON CONFLICT (id) DO UPDATE SET is_accepted = true", cancellationToken, Row(job, isAccepted: true));

    public async ValueTask<bool> Begin(Job job, CancellationToken cancellationToken)
    {
        var sql = $"WITH begun AS ({Insert} ON CONFLICT (id) DO NOTHING) SELECT status FROM enhancement_history WHERE id = $1";

        // The statement does not see the row that it adds: nothing is as good as pending.
        return await Scalar(sql, cancellationToken, Row(job, isAccepted: false)) is null or "pending";
    }

    public async ValueTask<bool> Finish(Job job, FinishedWork work, CancellationToken cancellationToken) => await Scalar(
        FinishAndUpdate,
        cancellationToken,
        new() { Value = job.JobId },
        new() { Value = Samples.WireEnum<EnhancementStatus>.Text(work.Status) },
        Text(work.Context),
        Text(work.Output),
        Text(work.Error),
        new() { Value = (long)work.Took.TotalMilliseconds },
        new() { Value = work.At }) is 1L;

    public ValueTask<IReadOnlyList<Enhancement>> Page(string tenantId, int limit, int offset, CancellationToken cancellationToken) => Rows(
        $"SELECT {Columns} FROM enhancement_history WHERE tenant_id = $1 ORDER BY number DESC LIMIT $2 OFFSET $3",
        cancellationToken,
        new() { Value = tenantId },
        new() { Value = limit },
        new() { Value = offset });

    public async ValueTask<Enhancement?> Latest(string ticketId, string? tenantId, CancellationToken cancellationToken)
    {
        var sql = $"SELECT {Columns} FROM enhancement_history WHERE ticket_id = $1 AND ($2::text IS NULL OR tenant_id = $2) ORDER BY number DESC LIMIT 1";
        return (await Rows(sql, cancellationToken, new NpgsqlParameter { Value = ticketId }, Text(tenantId))).FirstOrDefault();
    }

    public async ValueTask<RecentWork> Recent(DateTimeOffset since, int latest, CancellationToken cancellationToken)
    {
        var newest = await Rows($"SELECT {Columns} FROM enhancement_history ORDER BY number DESC LIMIT $1", cancellationToken, new NpgsqlParameter { Value = latest });
        await using var command = _source.CreateCommand("""
            SELECT (SELECT count(*) FROM enhancement_history WHERE status = 'pending'), count(*) FILTER (WHERE status = 'completed'), count(*) FILTER (WHERE status = 'failed')
            FROM enhancement_history WHERE completed_at >= $1
            """);
        command.Parameters.Add(new() { Value = since });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), newest);
    }

    public async ValueTask<IReadOnlyList<Job>> Unfinished(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("SELECT job FROM enhancement_history WHERE status = 'pending' ORDER BY number");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var jobs = new List<Job>();
        while (await reader.ReadAsync(cancellationToken))
        {
            jobs.Add(JsonSerializer.Deserialize(reader.GetString(0), JobJson.Default.Job)!);
        }

        return jobs;
    }

    public async ValueTask Keep(ResolvedTicket ticket, CancellationToken cancellationToken) => await Scalar(
        """
        INSERT INTO resolved_tickets VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, ticket_id)
        DO UPDATE SET subject = EXCLUDED.subject, description = EXCLUDED.description, resolution = EXCLUDED.resolution, resolved_date = EXCLUDED.resolved_date, tags = EXCLUDED.tags
        """,
        cancellationToken,
        new() { Value = ticket.TenantId },
        new() { Value = ticket.TicketId },
        new() { Value = ticket.Subject },
        new() { Value = ticket.Description },
        new() { Value = ticket.Resolution },
        new() { Value = ticket.ResolvedDate.ToUniversalTime() },
        new() { Value = ticket.Tags.ToArray() });

    public async ValueTask<DateTimeOffset?> PausedUntil(CancellationToken cancellationToken) =>
        await Scalar("SELECT until FROM pauses WHERE name = 'processing'", cancellationToken) is DateTime until ? new DateTimeOffset(until) : null;

    public async ValueTask Pause(DateTimeOffset? until, CancellationToken cancellationToken) => await (until is { } time
        ? Scalar(
            "INSERT INTO pauses VALUES ('processing', $1) ON CONFLICT (name) DO UPDATE SET until = EXCLUDED.until",
            cancellationToken,
            new NpgsqlParameter { Value = time })
        : Scalar("DELETE FROM pauses WHERE name = 'processing'", cancellationToken));

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static NpgsqlParameter[] Row(Job job, bool isAccepted) =>
    [
        new() { Value = job.JobId },
        new() { Value = job.TenantId },
        new() { Value = job.TicketId },
        new() { Value = job.Timestamp },
        new() { Value = job.CorrelationId ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
        new() { Value = isAccepted },
        new() { Value = JsonSerializer.Serialize(job, JobJson.Default.Job), NpgsqlDbType = NpgsqlDbType.Jsonb },
    ];

    private static NpgsqlParameter Text(string? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private async ValueTask<object?> Scalar(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = _source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private async ValueTask<IReadOnlyList<Enhancement>> Rows(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = _source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<Enhancement>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    private static Enhancement Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        TenantId = reader.GetString(1),
        TicketId = reader.GetString(2),
        Status = Samples.WireEnum<EnhancementStatus>.Parse(reader.GetString(3))!.Value,
        ContextGathered = reader.IsDBNull(4) ? null : reader.GetString(4),
        LlmOutput = reader.IsDBNull(5) ? null : reader.GetString(5),
        ErrorMessage = reader.IsDBNull(6) ? null : reader.GetString(6),
        ProcessingTimeMs = reader.IsDBNull(7) ? null : reader.GetInt64(7),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(8),
        CompletedAt = reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9),
        CorrelationId = reader.IsDBNull(10) ? null : reader.GetGuid(10),
    };
}
