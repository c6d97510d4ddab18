using ControlPlane.Events;
using Npgsql;
using NpgsqlTypes;
using Samples;

namespace ControlPlane.Storage;

/// <summary>Events in a table of PostgreSQL that refuses to have a row changed or deleted.</summary>
internal sealed class PostgresEventLog(NpgsqlDataSource source) : IEventLog
{
    /// <summary>What makes the table.</summary>
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS events (
            sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, correlation_id uuid NOT NULL, event_type text NOT NULL, event_data text NOT NULL,
            actor text NOT NULL, created_at timestamptz NOT NULL DEFAULT clock_timestamp());
        CREATE INDEX IF NOT EXISTS events_correlation_id ON events (correlation_id, sequence DESC);
        CREATE INDEX IF NOT EXISTS events_event_type ON events (event_type, sequence DESC);
        CREATE OR REPLACE FUNCTION events_are_append_only() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'events are append-only'; END $$;
        CREATE OR REPLACE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events
            FOR EACH ROW EXECUTE FUNCTION events_are_append_only();
        """;

    private const string Insert = """
        INSERT INTO events (correlation_id, event_type, event_data, actor) VALUES ($1, $2, $3, $4) RETURNING sequence, created_at
        """;

    private const string Select = """
        SELECT * FROM (
            SELECT sequence, correlation_id, event_type, event_data, actor, created_at FROM events
            WHERE ($2::uuid IS NULL OR correlation_id = $2) AND ($3::text IS NULL OR event_type = $3) ORDER BY sequence DESC LIMIT $1) AS latest
        ORDER BY sequence
        """;

    /// <summary>A part of a statement that logs the events of <see cref="AddParameters"/>, in their order, where the part before it has a row.</summary>
    public static string InsertFrom(string rows, int firstParameter) => $"""
        logged AS (
            INSERT INTO events (correlation_id, event_type, event_data, actor)
            SELECT e.id, e.type, e.data, e.actor
            FROM {rows}, unnest(${firstParameter}, ${firstParameter + 1}, ${firstParameter + 2}, ${firstParameter + 3})
                WITH ORDINALITY AS e(id, type, data, actor, place) ORDER BY e.place)
        """;

    public static void AddParameters(NpgsqlParameterCollection parameters, IReadOnlyList<EventDraft> events)
    {
        parameters.Add(new() { Value = events.Select(e => e.CorrelationId).ToArray() });
        parameters.Add(new() { Value = events.Select(e => WireEnum<EventType>.Text(e.Type)).ToArray() });
        parameters.Add(new() { Value = events.Select(e => e.Data).ToArray() });
        parameters.Add(new() { Value = events.Select(e => e.Actor).ToArray() });
    }

    public async ValueTask<LoggedEvent> Append(EventDraft draft, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(Insert);
        command.Parameters.Add(new() { Value = draft.CorrelationId });
        command.Parameters.Add(new() { Value = WireEnum<EventType>.Text(draft.Type) });
        command.Parameters.Add(new() { Value = draft.Data });
        command.Parameters.Add(new() { Value = draft.Actor });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(reader.GetInt64(0), draft, reader.GetFieldValue<DateTimeOffset>(1));
    }

    public async ValueTask<IReadOnlyList<LoggedEvent>> Latest(int count, Guid? correlationId, EventType? type, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(Select);
        command.Parameters.Add(new() { Value = count });
        command.Parameters.Add(new() { Value = correlationId ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = type is { } t ? WireEnum<EventType>.Text(t) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<LoggedEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var draft = new EventDraft(reader.GetGuid(1), WireEnum<EventType>.Parse(reader.GetString(2))!.Value, reader.GetString(3), reader.GetString(4));
            events.Add(new(reader.GetInt64(0), draft, reader.GetFieldValue<DateTimeOffset>(5)));
        }

        return events;
    }
}
