using ControlPlane.Cab;
using ControlPlane.Connectors;
using ControlPlane.Deployments;
using ControlPlane.Events;
using Npgsql;

namespace ControlPlane.Storage;

/// <summary>Everything in PostgreSQL, nothing of it in memory.</summary>
internal sealed class PostgresDatabase : IDatabase
{
    // Any number that no other program locks by.
    private const long SchemaLock = 0x43_50_6c_61_6e_65;
    private const int PreparedStatements = 50;
    private const int TimeoutSeconds = 10;

    private readonly NpgsqlDataSource _source;
    private readonly string _schema;

    private readonly DatabaseGuard _guard;

    private PostgresDatabase(NpgsqlDataSource source, int pool, CircuitBreaker breaker)
    {
        _source = source;
        _guard = new DatabaseGuard(breaker);
        PoolSize = pool;
        var deployments = new PostgresTable<Deployment>(source, "deployments", DeploymentJson.Default.Deployment, Deployment.Fields);
        var approvals = new PostgresTable<Approval>(source, "approvals", CabJson.Default.Approval, Approval.Fields);
        var requests = new PostgresTable<CabRequest>(source, "cab_requests", CabJson.Default.CabRequest, CabRequest.Fields);
        var exceptions = new PostgresTable<CabException>(source, "cab_exceptions", CabJson.Default.CabException, CabException.Fields);
        var publications = new PostgresTable<Publication>(source, "publications", ConnectorJson.Default.Publication, Publication.Fields);
        var changes = new PostgresTable<ActiveChange>(source, "active_changes", ConnectorJson.Default.ActiveChange);
        (Deployments, Approvals, CabRequests) = (Guarded(deployments), Guarded(approvals), Guarded(requests));
        (CabExceptions, Publications, ActiveChanges) = (Guarded(exceptions), Guarded(publications), Guarded(changes));
        Events = new GuardedEventLog(new PostgresEventLog(source), _guard);
        _schema = string.Concat(
            PostgresEventLog.Schema, "\n", deployments.Schema, approvals.Schema, requests.Schema, exceptions.Schema, publications.Schema, changes.Schema);
    }

    public ITable<Deployment> Deployments { get; }

    public ITable<Approval> Approvals { get; }

    public ITable<CabRequest> CabRequests { get; }

    public ITable<CabException> CabExceptions { get; }

    public ITable<Publication> Publications { get; }

    public ITable<ActiveChange> ActiveChanges { get; }

    public IEventLog Events { get; }

    public CircuitBreaker Breaker => _guard.Breaker;

    public int? PoolSize { get; }

    /// <summary>Connects, and makes the tables that there are not.</summary>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="pool">The most connections.</param>
    /// <param name="clock">The time.</param>
    /// <param name="reset">How long an open circuit breaker stays open; null for 30 s.</param>
    /// <exception cref="NpgsqlException">The server cannot be used.</exception>
    public static async Task<PostgresDatabase> Open(string connectionString, int pool, TimeProvider clock, TimeSpan? reset)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = true,
            MaxPoolSize = pool,
            MinPoolSize = 0,
            MaxAutoPrepare = PreparedStatements,
            Timeout = TimeoutSeconds,
            ApplicationName = "control-plane",
        };
        var database = new PostgresDatabase(
            NpgsqlDataSource.Create(settings), pool, new CircuitBreaker(clock, DatabaseGuard.FailMax, reset ?? DatabaseGuard.DefaultReset));
        try
        {
            await using var connection = await database._source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();

            // Two services that start together would make the same table.
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({SchemaLock});\n{database._schema}", connection, transaction);
            await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public ValueTask<bool> IsUp(CancellationToken cancellationToken) => _guard.IsUp(() => Answers(cancellationToken));

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async ValueTask<bool> Answers(CancellationToken cancellationToken)
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

    private GuardedTable<TRow> Guarded<TRow>(ITable<TRow> table)
        where TRow : class, IRow<TRow> => new(table, _guard);
}
