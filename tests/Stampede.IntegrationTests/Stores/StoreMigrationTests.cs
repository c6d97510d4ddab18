using Npgsql;
using Stampede.Results;
using Stampede.Stores;
using Stampede.Stores.Internal;
using Stampede.Tests;

namespace Stampede.IntegrationTests;

/// <summary>The schema: made, brought from an older version with its data, refused where it is newer.</summary>
[Collection(StoreCollection.Name)]
public sealed class StoreMigrationTests(PostgresServer server) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private string _database = "";
    private StoreTool _tool = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabase();
        _tool = new StoreTool(_database);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    /// <summary>What was published is never edited: a store made by it would be refused. New steps are new files.</summary>
    [Fact]
    public void The_steps_are_those_that_were_published() => Assert.Equal(
        [
            "1 runs 396ce2307ad2526e917059a9f304e587811e94171442b7da31765fa77ea02ba9",
            "2 findings-baselines 0d134e31d05d329b80131eb8a38ca1b62afe7ead6e180101f93fd6c5cf2e263d",
        ],
        Migration.All.Select(m => $"{m.Number} {m.Name} {m.Sha256}"));

    [Fact]
    public async Task A_store_of_version_1_is_brought_to_this_version_with_its_runs()
    {
        var folder = await StoreRuns.Write(_folder.Path);
        var id = await VersionOne(folder);

        // Whoever only reads changes nothing, and says what to do.
        var list = await _tool.Run("store", "list");
        Assert.Equal(7, list.ExitCode);
        Assert.Contains("its schema has version 1, and this Stampede needs 2. 'stampede store migrate' brings it there", list.Errors);
        Assert.Contains("version 1; this Stampede needs 2", await _tool.Output("store", "status"));

        Assert.Equal("applied 2 findings-baselines\n", await _tool.Output("store", "migrate"));
        Assert.Contains("version 2, up to date", await _tool.Output("store", "status"));
        Assert.EndsWith("is up to date.\n", await _tool.Output("store", "migrate"));

        await using var store = _tool.Open();
        Same.As(await RunFolderReader.Open(folder) with { Folder = null }, await store.Open(id));
        Same.As(await RunFolderReader.Intervals(folder).ToListAsync(), await store.Intervals(id).ToListAsync());
        Assert.Equal($"already there  {id}\n", await _tool.Output("store", "push", folder));

        // Findings that the migration took over are those that a push writes.
        var migrated = await Findings();
        Assert.NotEmpty(migrated);
        await _tool.Output("store", "remove", id);
        await _tool.Output("store", "push", folder);
        Assert.Equal(migrated, await Findings());
    }

    [Fact]
    public async Task A_push_brings_an_older_store_to_this_version_and_says_so()
    {
        await VersionOne(await StoreRuns.Write(_folder.Path));
        var push = await _tool.Run("store", "push", await StoreRuns.Write(_folder.Path, "another"));
        Assert.Equal(0, push.ExitCode);
        Assert.Contains("now has version 2 of the schema.", push.Errors);
        Assert.Equal(2L, await _tool.Execute("SELECT count(*) FROM stampede.runs"));
    }

    [Fact]
    public async Task Many_that_make_the_schema_at_once_make_it_once()
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => _tool.Output("store", "migrate"))));
        Assert.Equal(2, applied.Sum(a => a.Split('\n').Count(l => l.StartsWith("applied ", StringComparison.Ordinal))));
        Assert.Equal(2L, await _tool.Execute("SELECT count(*) FROM stampede.migrations"));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_version_before_it()
    {
        await VersionOne(await StoreRuns.Write(_folder.Path));
        await _tool.Execute("CREATE TABLE stampede.baselines ()");
        var migrate = await _tool.Run("store", "migrate");
        Assert.Equal(7, migrate.ExitCode);
        Assert.Equal(1, await _tool.Execute("SELECT max(number) FROM stampede.migrations"));
        Assert.True(await _tool.Execute("SELECT to_regclass('stampede.findings') IS NULL") is true);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_by_everything()
    {
        await _tool.Output("store", "migrate");
        await _tool.Execute("INSERT INTO stampede.migrations (number, name, sha256, applied_by) VALUES (3, 'future', 'x', '9.1.0')");
        var folder = await StoreRuns.Write(_folder.Path);
        foreach (var args in (string[][])[["list"], ["push", folder], ["migrate"], ["status"], ["remove", "x"], ["prune", "--keep", "0"], ["pull", "x"]])
        {
            var refused = await _tool.Run(["store", .. args]);
            Assert.Equal(7, refused.ExitCode);
            Assert.Contains("its schema has version 3, made by Stampede 9.1.0; this Stampede knows up to 2. Use the newer one; nothing was read or written.", refused.Errors);
        }
    }

    [Fact]
    public async Task A_step_that_is_not_the_published_one_is_refused()
    {
        await _tool.Output("store", "migrate");
        await _tool.Execute("UPDATE stampede.migrations SET sha256 = 'other' WHERE number = 1");
        var refused = await _tool.Run("store", "list");
        Assert.Equal(7, refused.ExitCode);
        Assert.Contains("step 1 of its schema ('runs', applied by Stampede 1.0.0) is not the one that this Stampede has", refused.Errors);
    }

    [Fact]
    public async Task A_database_without_a_store_is_told_and_left_empty_by_whoever_reads()
    {
        var list = await _tool.Run("store", "list");
        Assert.Equal(7, list.ExitCode);
        Assert.Contains("there is no store in this database yet. 'stampede store push' or 'stampede store migrate' makes one.", list.Errors);
        Assert.Contains("none: there is no store in this database yet", await _tool.Output("store", "status"));
        Assert.True(await _tool.Execute("SELECT to_regnamespace('stampede') IS NULL") is true);
    }

    // The schema of version 1 as its own file makes it, and in it the rows of a run.
    private async Task<string> VersionOne(string folder)
    {
        var other = new StoreTool(await server.CreateDatabase());
        var id = StoreRuns.Id(await other.Output("store", "push", folder));
        await using (var connection = new NpgsqlConnection(_database))
        {
            await connection.OpenAsync();
            await new Migrator(StoreAddress.Parse(_tool.Url)).Apply(connection, "1.0.0", upTo: 1, CancellationToken.None);
        }

        foreach (var table in (string[])["runs", "intervals"])
        {
            var file = Path.Combine(_folder.Path, table + ".copy");
            await File.Create(file).DisposeAsync();
            await Command.Run("chmod", ["-R", "a+rwx", _folder.Path]);
            await other.Execute($"COPY stampede.{table} TO '{file}' (FORMAT BINARY)");
            await _tool.Execute($"COPY stampede.{table} FROM '{file}' (FORMAT BINARY)");
        }

        await _tool.Execute("SELECT setval(pg_get_serial_sequence('stampede.runs', 'key'), (SELECT max(key) FROM stampede.runs))");
        return id;
    }

    private async Task<string> Findings() =>
        (string)(await _tool.Execute("SELECT coalesce(string_agg(concat_ws('|', number, rule, severity, subject, meaning, advice, accepted), E'\\n' ORDER BY number), '') FROM stampede.findings"))!;
}
