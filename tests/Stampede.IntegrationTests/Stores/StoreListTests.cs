using Stampede.Results;
using Stampede.Tests;

namespace Stampede.IntegrationTests;

/// <summary>Runs of a store are found by what is known of them, tagged, removed and pruned.</summary>
[Collection(StoreCollection.Name)]
public sealed class StoreListTests(PostgresServer server) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private StoreTool _tool = null!;

    public async ValueTask InitializeAsync() => _tool = new StoreTool(await server.CreateDatabase());

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    [Fact]
    public async Task Runs_are_listed_by_what_they_are_searched_by()
    {
        var first = await Push("alpha", day: 1, commit: "aaaa1111", machine: "one", verdict: Verdict.Passed, branch: "main");
        var second = await Push("alpha", day: 2, commit: "bbbb2222", machine: "two", verdict: Verdict.Failed, branch: "feature/x");
        var third = await Push("beta", day: 3, commit: "bbbb3333", machine: "two", verdict: Verdict.Passed, branch: "main");
        await _tool.Output("runs", "tag", second, "release", "kept");
        await Lists([first, second, third]);
        await Lists([first, second], "--name", "alpha");
        await Lists([second, third], "--commit", "bbbb");
        await Lists([third], "--commit", "bbbb3333");
        await Lists([first, third], "--branch", "main");
        await Lists([second, third], "--machine", "two");
        await Lists([second], "--verdict", "failed");
        await Lists([second], "--tag", "kept", "release");
        await Lists([], "--tag", "kept", "other");
        await Lists([second, third], "--since", "2026-11-02");
        await Lists([third], "--limit", "1");
        await Lists([third], "--machine", "two", "--branch", "main");
        var hash = (string)(await _tool.Execute($"SELECT plan_hash FROM stampede.runs WHERE id = '{third}'"))!;
        await Lists([third], "--plan", hash[..16]);
        Assert.Contains("bbbb3333, main, two", await _tool.Output("store", "list"));
    }

    [Fact]
    public async Task A_run_is_called_by_its_id_its_folder_or_the_beginning_of_its_id()
    {
        var id = await Push("alpha", day: 1, machine: "one");
        var folder = id[..id.LastIndexOf('.')];
        Assert.Contains("COMPLETED", (await _tool.Output("store", "list")).ToUpperInvariant());
        foreach (var name in (string[])[id, folder, id[..^3]])
        {
            Assert.Equal($"{id}: no tags\n", await _tool.Output("runs", "tag", name));
        }

        // The same second and the same name on another machine: another run, and the folder's name is no longer enough.
        var other = await Push("alpha", day: 1, machine: "two");
        Assert.NotEqual(id, other);
        var ambiguous = await _tool.Run("store", "remove", folder);
        Assert.Equal(7, ambiguous.ExitCode);
        Assert.Contains($"several runs are called '{folder}': ", ambiguous.Errors);
        var missing = await _tool.Run("store", "remove", id, "nothing");
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("There is no run 'nothing' in the store postgres://", missing.Errors);
        await Lists([id, other]);
        Assert.Equal($"removed {id}\n", await _tool.Output("store", "remove", id));
        await Lists([other]);
        Assert.Equal(0L, await _tool.Execute("SELECT count(*) FROM stampede.intervals WHERE run NOT IN (SELECT key FROM stampede.runs)"));
    }

    [Fact]
    public async Task Old_runs_are_pruned_but_never_tagged_ones()
    {
        var runs = new List<string>();
        for (var day = 1; day <= 6; day++)
        {
            runs.Add(await Push("alpha", day));
        }

        await _tool.Output("runs", "tag", runs[1], "kept");
        var dry = await _tool.Output("store", "prune", "--keep", "2", "--dry-run");
        Assert.Equal($"would remove {runs[0]}\nwould remove {runs[2]}\nwould remove {runs[3]}\n3 runs would be removed, 3 kept.\n", dry);
        await Lists([.. runs]);
        Assert.EndsWith("3 runs removed, 3 kept.\n", await _tool.Output("store", "prune", "--keep", "2"));
        await Lists([runs[1], runs[4], runs[5]]);
        Assert.Equal("0 runs removed, 3 kept.\n", await _tool.Output("store", "prune", "--older-than", "36500d"));
        Assert.Equal(2, (await _tool.Run("store", "prune")).ExitCode);
    }

    [Fact]
    public async Task Tags_of_the_folder_go_with_the_run_and_new_ones_are_added_to_a_run_that_is_there()
    {
        var folder = await StoreRuns.Write(_folder.Path);
        await File.WriteAllTextAsync(Path.Combine(folder, "tags.txt"), "release\n");
        var id = StoreRuns.Id(await _tool.Output("store", "push", folder));
        await File.WriteAllTextAsync(Path.Combine(folder, "tags.txt"), "later\n");
        Assert.Equal($"already there  {id}\n", await _tool.Output("store", "push", folder));
        Assert.Equal($"{id}: later, release\n", await _tool.Output("runs", "tag", id));
        Assert.Equal($"{id}: release\n", await _tool.Output("runs", "tag", id, "later", "--remove"));

        var pulled = Path.Combine(_folder.Path, "pulled");
        await _tool.Output("store", "pull", id, "--out", pulled);
        Assert.Equal("release\n", await File.ReadAllTextAsync(Path.Combine(pulled, "tags.txt")));
        var again = await _tool.Run("store", "pull", id, "--out", pulled);
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("is there already, and is left as it is", again.Errors);
    }

    [Fact]
    public async Task The_branch_is_what_the_pipeline_says_unless_it_is_given()
    {
        var environment = new Dictionary<string, string> { ["STAMPEDE_STORE"] = _tool.Url, ["GITHUB_REF_NAME"] = "main" };
        await StoreTool.Run(environment, "store", "push", await StoreRuns.Write(_folder.Path, "one"));
        await StoreTool.Run(environment, "store", "push", await StoreRuns.Write(_folder.Path, "two"), "--branch", "given");
        Assert.Equal("given,main", await _tool.Execute("SELECT string_agg(branch, ',' ORDER BY branch) FROM stampede.runs"));
    }

    private async Task<string> Push(string name, int day, string commit = "c0ffee", string machine = "one", Verdict verdict = Verdict.Passed, string? branch = null)
    {
        var intervals = SampleRuns.Intervals(2);
        var (started, environment) = (new DateTimeOffset(2026, 11, day, 2, 0, 0, TimeSpan.Zero), SampleRuns.Environment() with { Commit = commit, Machine = machine });
        var result = SampleRuns.Result(intervals) with
        {
            Plan = SampleRuns.Plan(name) with { StartRetries = day },
            Started = started,
            Environment = environment,
            Ending = RunEnding.Completed,
            Verdict = verdict,
            Imported = null,
        };
        var folder = await StoreRuns.Write(Path.Combine(_folder.Path, machine), intervals, result, new RunStart(result.Plan, environment, started));
        return StoreRuns.Id(await _tool.Output(["store", "push", folder, .. branch is null ? Array.Empty<string>() : ["--branch", branch]]));
    }

    private async Task Lists(string[] ids, params string[] query)
    {
        var listed = await _tool.Output(["store", "list", .. query]);
        Assert.Equal(ids, listed.Split('\n').Where(l => l.StartsWith("2026-", StringComparison.Ordinal)).Select(l => l.Split(' ')[0]));
    }
}
