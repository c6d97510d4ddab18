using System.Reflection;
using System.Runtime.CompilerServices;
using Stampede.Results;
using Stampede.Stores.Internal;

namespace Stampede.Stores;

/// <summary>
/// Runs and baselines in a PostgreSQL database, where several machines and people share them (docs/reference/store.md). A run is stored whole or not at all.
/// Reading never changes the schema; writing makes it, or brings it to this version.
/// </summary>
public sealed class PostgresRunStore : IRunStore, IAsyncDisposable
{
    private readonly StoreDatabase _database;

    /// <summary>Makes one; it connects when it is first used.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="migrated">Told what was done where the schema was made or brought to this version.</param>
    public PostgresRunStore(StoreAddress address, Action<string>? migrated = null)
    {
        var version = typeof(PostgresRunStore).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        _database = new StoreDatabase(address, version)
        {
            Migrated = applied => migrated?.Invoke($"The store {address} now has version {applied[^1].Number} of the schema."),
        };
    }

    /// <summary>Where it is.</summary>
    public StoreAddress Address => _database.Address;

    /// <inheritdoc />
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async ValueTask<IReadOnlyList<RunEntry>> List(CancellationToken cancellationToken = default) =>
        [.. (await List(new RunQuery(), cancellationToken)).Select(r => r.Entry)];

    /// <summary>The runs to which a query applies, oldest first.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public ValueTask<IReadOnlyList<StoredRun>> List(RunQuery query, CancellationToken cancellationToken = default) =>
        _database.Read(connection => RunList.Read(connection, query, cancellationToken), cancellationToken);

    /// <summary>Finds a run by its id, the name of the folder that it was pushed from, or the beginning of its id.</summary>
    /// <returns>The run; null where there is none.</returns>
    /// <exception cref="RunFolderException">Several runs are called so; names them.</exception>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public ValueTask<StoredRun?> Find(string name, CancellationToken cancellationToken = default) =>
        _database.Read(connection => RunList.Find(connection, Address, name, cancellationToken), cancellationToken);

    /// <inheritdoc />
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async ValueTask<RunResult> Open(string id, CancellationToken cancellationToken = default)
    {
        var run = await Document(id, cancellationToken);
        var result = RunDocument.Read(run.Place, run.Bytes, part => RunJsonReader.Run(part, folder: "") with { Folder = null });
        return result.Ending != RunEnding.None ? run.IsCutOff ? RunDocument.WithIntervalsCutOff(result) : result
            : await RunDocument.Sum(result, run.IntervalBytes is null ? null : run.Intervals(_database), cancellationToken);
    }

    /// <inheritdoc />
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async IAsyncEnumerable<IntervalSnapshot> Intervals(string id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var run = await Document(id, cancellationToken);
        if (run.IntervalBytes is null)
        {
            throw new RunFolderException(run.Place, $"there was no {RunFolder.IntervalsFile} where it was pushed; the run's intervals cannot be read.");
        }

        await foreach (var interval in run.Intervals(_database).Read(cancellationToken))
        {
            yield return interval;
        }
    }

    /// <summary>Stores a run: the whole of it, or nothing.</summary>
    /// <exception cref="RunFolderException">It is no run folder, is damaged, or changed while it was read.</exception>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async ValueTask<PushResult> Push(RunPush push, CancellationToken cancellationToken = default)
    {
        var content = await RunContent.Read(push.Folder, cancellationToken);
        return await _database.Write(
            connection => new RunWriter(connection, push, content).Write(cancellationToken), "Nothing of the run was stored.", cancellationToken);
    }

    /// <summary>Writes <c>run.json</c> and <c>intervals.jsonl</c> as they were pushed, and checks that they are.</summary>
    /// <param name="id">The run.</param>
    /// <param name="folder">Where to; made where it is missing. Files of these names are replaced.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="RunFolderException">There is no such run.</exception>
    /// <exception cref="StoreException">The store cannot be used, or what it holds is not what was pushed.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public async ValueTask Pull(string id, string folder, CancellationToken cancellationToken = default)
    {
        var run = await Document(id, cancellationToken);
        await run.Write(_database, folder, cancellationToken);
    }

    /// <summary>Removes runs.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="keepsTagged">Whether those that have a tag stay all the same.</param>
    /// <param name="cancellationToken">Stops it; then none is removed.</param>
    /// <returns>The ids of those that were removed.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public ValueTask<IReadOnlyList<string>> Remove(IReadOnlyList<string> ids, bool keepsTagged, CancellationToken cancellationToken = default) =>
        _database.Write(connection => RunList.Remove(connection, ids, keepsTagged, cancellationToken), "Nothing was removed.", cancellationToken);

    /// <summary>Replaces a run's tags.</summary>
    /// <exception cref="RunFolderException">There is no such run.</exception>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async ValueTask Tag(string id, IReadOnlyList<string> tags, CancellationToken cancellationToken = default)
    {
        if (!await _database.Write(connection => RunList.Tag(connection, id, tags, cancellationToken), "The tags are what they were.", cancellationToken))
        {
            throw Missing(id);
        }
    }

    /// <summary>The baselines, in order.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public ValueTask<IReadOnlyList<StoredBaseline>> Baselines(CancellationToken cancellationToken = default) =>
        _database.Read(connection => BaselineTable.Read(connection, cancellationToken), cancellationToken);

    /// <summary>Changes the baselines; of two that do so at once, one waits for the other.</summary>
    /// <param name="change">Takes those that there are, and gives those that there are to be. What it throws is passed on, and nothing is changed.</param>
    /// <param name="cancellationToken">Stops it; then nothing is changed.</param>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async ValueTask ChangeBaselines(
        Func<IReadOnlyList<StoredBaseline>, IReadOnlyList<StoredBaseline>> change, CancellationToken cancellationToken = default) =>
        await _database.Write(connection => BaselineTable.Change(connection, change, cancellationToken), "The baselines are what they were.", cancellationToken);

    /// <summary>What there is in the database.</summary>
    /// <exception cref="StoreException">The server cannot be used, or the store is newer than this Stampede.</exception>
    public ValueTask<StoreStatus> Status(CancellationToken cancellationToken = default) =>
        _database.Raw(connection => StatusReader.Read(connection, _database.Migrator, cancellationToken), cancellationToken);

    /// <summary>Makes the schema, or brings it to this version.</summary>
    /// <returns>The steps that were applied, as number and name; empty where it has this version.</returns>
    /// <exception cref="StoreException">The server cannot be used, or the store is newer than this Stampede.</exception>
    public ValueTask<IReadOnlyList<string>> Migrate(CancellationToken cancellationToken = default) =>
        _database.Raw<IReadOnlyList<string>>(
            async connection => [.. (await _database.Migrate(connection, cancellationToken)).Select(m => $"{m.Number} {m.Name}")], cancellationToken);

    /// <summary>Closes its connections.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async ValueTask<StoredDocument> Document(string id, CancellationToken cancellationToken) =>
        await _database.Read(connection => StoredDocument.Read(connection, Address, id, cancellationToken), cancellationToken) ?? throw Missing(id);

    private RunFolderException Missing(string id) => new(Address.ToString(), $"there is no run '{id}'; 'stampede store list' lists those that there are.");
}
