using Stampede.Analysis;
using Stampede.Results;
using Stampede.Tests;

namespace Stampede.IntegrationTests;

/// <summary>A history is the same from a store as from folders.</summary>
[Collection(StoreCollection.Name)]
public sealed class StoreHistoryTests(PostgresServer server) : IAsyncLifetime
{
    private const int Runs = 12;

    private readonly TemporaryFolder _folder = new();
    private StoreTool _tool = null!;

    private string Results => Path.Combine(_folder.Path, "results");

    public async ValueTask InitializeAsync() => _tool = new StoreTool(await server.CreateDatabase());

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    [Fact]
    public async Task The_history_of_a_store_is_that_of_the_folders_that_were_pushed()
    {
        var ids = new List<string>();
        for (var i = 0; i < Runs; i++)
        {
            ids.Add(StoreRuns.Id(await _tool.Output("store", "push", await Write(i), "--branch", i == 5 ? "other" : "main")));
        }

        var (ofFolders, ofStore) = (Path.Combine(_folder.Path, "folders.json"), Path.Combine(_folder.Path, "store.json"));
        var folders = await StoreTool.Run(new Dictionary<string, string>(), "history", "--results", Results, "--out", ofFolders);
        Assert.True(folders.ExitCode == 0, folders.All);
        await _tool.Output("history", "--out", ofStore);
        var (expected, found) = (await HistoryReport.Read(ofFolders, TestContext.Current.CancellationToken), await HistoryReport.Read(ofStore, TestContext.Current.CancellationToken));

        Assert.Equal(ids, found.Plans[0].Runs.Select(r => r.Id));
        Assert.NotEmpty(found.Plans[0].Changes);
        Assert.Equal(expected.Plans[0].Changes.Select(c => (c.Service, c.Metric, c.Index, c.Q)), found.Plans[0].Changes.Select(c => (c.Service, c.Metric, c.Index, c.Q)));

        await _tool.Output("history", "--branch", "main", "--plan", expected.Plans[0].Plan, "--out", ofStore);
        Assert.Equal(ids.Where((_, i) => i != 5), (await HistoryReport.Read(ofStore, TestContext.Current.CancellationToken)).Plans[0].Runs.Select(r => r.Id));
        await _tool.Output(["history", .. ids[..10], "--out", ofStore]);
        Assert.Equal(10, (await HistoryReport.Read(ofStore, TestContext.Current.CancellationToken)).Plans[0].Runs.Count);
    }

    // From the eighth on, twice as slow.
    private Task<string> Write(int index)
    {
        var intervals = SampleRuns.Intervals(2);
        var run = SampleRuns.Result(intervals);
        var started = SampleRuns.NewStart().Started.AddDays(index);
        return StoreRuns.Write(
            Results,
            intervals,
            run with
            {
                Started = started,
                Ending = RunEnding.Completed,
                Verdict = Verdict.Passed,
                Requests = run.Requests.ToDictionary(r => r.Key, _ => PrintedRuns.Stats(200, (index < 7 ? 20_000 : 40_000) + 100 * (index % 3), 200)),
            },
            SampleRuns.NewStart() with { Started = started });
    }
}
