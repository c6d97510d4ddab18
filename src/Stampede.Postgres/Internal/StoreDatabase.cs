using Npgsql;

namespace Stampede.Stores.Internal;

/// <summary>Opens connections to a store whose schema is this version's, and says in sentences what goes wrong with them.</summary>
internal sealed class StoreDatabase(StoreAddress address, string version) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(address.Settings);
    private bool _isCurrent;

    /// <summary>Told when the schema was made or brought to this version.</summary>
    public Action<IReadOnlyList<Migration>> Migrated { get; set; } = _ => { };

    public StoreAddress Address => address;

    public Migrator Migrator { get; } = new(address);

    /// <summary>Does something that reads. The schema is left as it is.</summary>
    /// <exception cref="StoreException">There is no store, it is older or newer, or the server fails.</exception>
    public ValueTask<T> Read<T>(Func<NpgsqlConnection, ValueTask<T>> work, CancellationToken cancellationToken) =>
        Guarded(
            async () =>
            {
                await using var connection = await OpenToRead(cancellationToken);
                return await work(connection);
            },
            outcome: "");

    /// <summary>Does something that writes; makes the schema, or brings it to this version, where that is needed.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="outcome">What is said where it fails: <c>Nothing of the run was stored.</c></param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StoreException">It is newer, or the server fails.</exception>
    public ValueTask<T> Write<T>(Func<NpgsqlConnection, ValueTask<T>> work, string outcome, CancellationToken cancellationToken) =>
        Guarded(
            async () =>
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                await Migrate(connection, cancellationToken);
                return await work(connection);
            },
            outcome);

    /// <summary>Does something without looking at the schema first.</summary>
    public ValueTask<T> Raw<T>(Func<NpgsqlConnection, ValueTask<T>> work, CancellationToken cancellationToken) =>
        Guarded(
            async () =>
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                return await work(connection);
            },
            outcome: "");

    /// <summary>A connection for reading, which the caller closes and guards.</summary>
    public async ValueTask<NpgsqlConnection> OpenToRead(CancellationToken cancellationToken)
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken);
        try
        {
            if (!_isCurrent)
            {
                Need(await Migrator.Version(connection, cancellationToken));
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the schema to this version.</summary>
    public async ValueTask<IReadOnlyList<Migration>> Migrate(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_isCurrent || await Migrator.Version(connection, cancellationToken) == Migration.All[^1].Number)
        {
            _isCurrent = true;
            return [];
        }

        var applied = await Migrator.Apply(connection, version, Migration.All[^1].Number, cancellationToken);
        _isCurrent = true;
        if (applied.Count > 0)
        {
            Migrated(applied);
        }

        return applied;
    }

    /// <summary>Does something, and says in a sentence what goes wrong.</summary>
    public async ValueTask<T> Guarded<T>(Func<ValueTask<T>> work, string outcome)
    {
        try
        {
            return await work();
        }
        catch (NpgsqlException e)
        {
            throw StoreErrors.Of(address, e, outcome);
        }
        catch (Exception e) when (e is System.Net.Sockets.SocketException or TimeoutException or System.Security.Authentication.AuthenticationException)
        {
            throw StoreErrors.Of(address, e, outcome);
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private void Need(int version)
    {
        var latest = Migration.All[^1].Number;
        if (version == 0)
        {
            throw new StoreException($"The store {address}: there is no store in this database yet. 'stampede store push' or 'stampede store migrate' makes one.");
        }

        if (version < latest)
        {
            throw new StoreException($"The store {address}: its schema has version {version}, and this Stampede needs {latest}. 'stampede store migrate' brings it there; nothing is lost by it.");
        }

        _isCurrent = true;
    }
}
