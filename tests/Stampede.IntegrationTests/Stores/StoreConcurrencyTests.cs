using System.Diagnostics;
using Npgsql;
using Stampede.Results;
using Stampede.Stores;
using Stampede.Tests;

namespace Stampede.IntegrationTests;

/// <summary>Several writers at once, and writers that die: a run is stored whole or not at all, and once.</summary>
[Collection(StoreCollection.Name)]
public sealed class StoreConcurrencyTests(PostgresServer server) : IAsyncLifetime
{
    private const int Intervals = 40;

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

    [Fact]
    public async Task Of_many_processes_that_push_the_same_run_into_an_empty_database_one_stores_it()
    {
        var folder = await Write("same");
        var processes = Enumerable.Range(0, 4).Select(_ => _tool.Start("store", "push", folder)).ToArray();
        var printed = await Task.WhenAll(processes.Select(Ended));
        Assert.All(printed, p => Assert.True(p.ExitCode == 0, p.All));
        Assert.Single(printed, p => p.Output.StartsWith("stored ", StringComparison.Ordinal));
        Assert.Equal(3, printed.Count(p => p.Output.StartsWith("already there ", StringComparison.Ordinal)));
        await Whole(runs: 1);
    }

    [Fact]
    public async Task Of_many_connections_that_push_the_same_run_one_stores_it()
    {
        var folder = await Write("same");
        await _tool.Output("store", "migrate");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(async () =>
        {
            await using var store = _tool.Open();
            return (await store.Push(new RunPush(folder))).Outcome;
        })));
        Assert.Single(outcomes, PushOutcome.Stored);
        Assert.Equal(11, outcomes.Count(o => o == PushOutcome.AlreadyThere));
        await Whole(runs: 1);
    }

    [Fact]
    public async Task Different_runs_are_pushed_at_once_while_others_read()
    {
        var folders = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Write($"run{i}")));
        await _tool.Output("store", "migrate");
        await Task.WhenAll(folders.Select(f => Task.Run(() => _tool.Output("store", "push", f)))
            .Concat(Enumerable.Range(0, 5).Select(_ => Task.Run(() => _tool.Output("store", "list")))));
        await Whole(runs: 10);
    }

    [Fact]
    public async Task Replacing_pushes_of_one_run_end_with_one_of_them()
    {
        var folder = await Write("same");
        await _tool.Output("store", "push", folder);
        var changed = await Task.WhenAll(Enumerable.Range(1, 4).Select(async i =>
        {
            var copy = Path.Combine(_folder.Path, $"copy{i}");
            Directory.CreateDirectory(copy);
            File.Copy(Path.Combine(folder, "run.json"), Path.Combine(copy, "run.json"));
            await File.WriteAllLinesAsync(Path.Combine(copy, "intervals.jsonl"), (await File.ReadAllLinesAsync(Path.Combine(folder, "intervals.jsonl")))[..^i]);
            return copy;
        }));
        await Task.WhenAll(changed.Select(c => Task.Run(() => _tool.Output("store", "push", c, "--replace"))));
        var rows = (long)(await _tool.Execute("SELECT count(*) FROM stampede.intervals"))!;
        Assert.InRange(rows, Intervals - 4, Intervals - 1);
        Assert.Equal((int)rows, await _tool.Execute("SELECT interval_count FROM stampede.runs"));
    }

    [Fact]
    public async Task A_writer_that_is_killed_in_the_middle_leaves_nothing_and_does_not_stand_in_the_way()
    {
        var folder = await Write("killed");
        await _tool.Output("store", "migrate");

        // Its intervals are with the server, and then it waits for a table that this test holds.
        await using var blocker = await Block();
        using var process = _tool.Start("store", "push", folder);
        await UntilItWaits();
        Assert.Equal((long)Intervals, await CopiedRows());
        process.Kill();
        await process.WaitForExitAsync();
        await blocker.DisposeAsync();

        await UntilNobodyElse();
        Assert.Equal(0L, await _tool.Execute("SELECT count(*) FROM stampede.runs"));
        Assert.Equal(0L, await _tool.Execute("SELECT count(*) FROM stampede.intervals"));
        Assert.StartsWith("stored ", await _tool.Output("store", "push", folder));
        await Whole(runs: 1);
    }

    [Fact]
    public async Task A_writer_whose_connection_is_lost_says_so_and_leaves_nothing()
    {
        var folder = await Write("lost");
        await _tool.Output("store", "migrate");
        await using (await Block())
        {
            var push = Task.Run(() => _tool.Run("store", "push", folder));
            await UntilItWaits();
            await _tool.Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stampede' AND state = 'active' AND datname = current_database()");
            var ended = await push;
            Assert.Equal(7, ended.ExitCode);
            Assert.Contains(new NpgsqlConnectionStringBuilder(_database).Database!, ended.Errors);
            Assert.Contains("the server ended the connection", ended.Errors);
            Assert.Contains("Nothing of the run was stored.", ended.Errors);
        }

        Assert.Equal(0L, await _tool.Execute("SELECT count(*) FROM stampede.runs"));
        Assert.StartsWith("stored ", await _tool.Output("store", "push", folder));
        await Whole(runs: 1);
    }

    [Fact]
    public async Task Ctrl_C_in_a_push_leaves_nothing_and_has_its_exit_code()
    {
        var folder = await Write("stopped");
        await _tool.Output("store", "migrate");
        await using (await Block())
        {
            using var process = _tool.Start("store", "push", folder);
            await UntilItWaits();
            await Command.Run("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            var ended = await Ended(process);
            Assert.True(ended.ExitCode == 130, ended.All);
            Assert.Contains("It was interrupted: what was under way was taken back.", ended.Errors);
        }

        await UntilNobodyElse();
        Assert.Equal(0L, await _tool.Execute("SELECT count(*) FROM stampede.runs"));
    }

    [Fact]
    public async Task A_push_that_is_cancelled_while_it_sends_leaves_nothing()
    {
        var folder = await Write("cancelled");
        await using var store = _tool.Open();
        await store.Migrate();
        await using (await Block())
        {
            using var cancellation = new CancellationTokenSource();
            var push = store.Push(new RunPush(folder), cancellation.Token).AsTask();
            await UntilItWaits();
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => push);
        }

        Assert.Empty(await store.List());
        Assert.Equal(PushOutcome.Stored, (await store.Push(new RunPush(folder))).Outcome);
    }

    [Fact]
    public async Task A_run_that_is_removed_while_it_is_read_is_told()
    {
        var folder = await Write("removed");
        await using var store = _tool.Open();
        var id = (await store.Push(new RunPush(folder))).Id;
        var read = 0;
        await foreach (var interval in store.Intervals(id))
        {
            // A statement sees what there was when it began, so this one is read to its end.
            if (read++ == 0)
            {
                Assert.Equal([id], await store.Remove([id], keepsTagged: false));
            }
        }

        Assert.Equal(Intervals, read);
        var error = await Assert.ThrowsAsync<RunFolderException>(async () => await store.Open(id));
        Assert.Contains($"there is no run '{id}'", error.Message);
    }

    private static async Task<Command> Ended(Process process)
    {
        using (process)
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return new Command(process.ExitCode, await output, await errors);
        }
    }

    private Task<string> Write(string name) => StoreRuns.Write(Path.Combine(_folder.Path, name), name, Intervals);

    // Findings are written last; whoever wants to write them waits until this is disposed.
    private async Task<NpgsqlConnection> Block()
    {
        var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE stampede.findings IN ACCESS EXCLUSIVE MODE", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task UntilItWaits() => await Until(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'stampede' AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO stampede.findings%'", 1);

    private async Task UntilNobodyElse() => await Until(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'stampede'", 0);

    private async Task Until(string count, long expected)
    {
        using var period = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((long)(await _tool.Execute(count))! != expected)
        {
            await period.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    // What is not committed nobody sees, but it is there to be counted in the table's pages.
    private async Task<long> CopiedRows()
    {
        await _tool.Execute("CREATE EXTENSION IF NOT EXISTS pageinspect");
        return (long)(await _tool.Execute(
            """
            SELECT count(*) FROM generate_series(0, pg_relation_size('stampede.intervals') / 8192 - 1) AS page,
                LATERAL heap_page_items(get_raw_page('stampede.intervals', page::int)) WHERE lp_len > 0
            """))!;
    }

    private async Task Whole(int runs)
    {
        await using var store = _tool.Open();
        var all = await store.List();
        Assert.Equal(runs, all.Count);
        foreach (var run in all)
        {
            Assert.Equal(Intervals, await store.Intervals(run.Id).CountAsync());
        }

        Assert.Equal((long)runs * Intervals, await _tool.Execute("SELECT count(*) FROM stampede.intervals"));
        Assert.Equal((long)runs * SampleRuns.Result(SampleRuns.Intervals(1)).Audit!.Findings.Count, await _tool.Execute("SELECT count(*) FROM stampede.findings"));
    }
}
