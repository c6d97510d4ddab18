using Scale;
using Stampede.Stores;

namespace Stampede.IntegrationTests;

/// <summary>A run of many intervals goes through in pieces: what is kept in memory does not grow with it.</summary>
[Collection(StoreCollection.Name)]
public sealed class StoreStreamingTests(PostgresServer server)
{
    private const int Seconds = 600;

    [Fact]
    public async Task Neither_pushing_nor_reading_nor_pulling_keeps_the_intervals_in_memory()
    {
        using var folder = new TemporaryFolder();
        await using var store = new StoreTool(await server.CreateDatabase()).Open();
        var run = await Write(Path.Combine(folder.Path, "results"));
        var size = new FileInfo(Path.Combine(run, "intervals.jsonl")).Length;
        Assert.True(size > 40_000_000, $"{size} bytes are not enough to tell.");

        // Read, the intervals are several times as large as the file. Totals have their size too, and other tests share the process.
        var most = size / 2;
        var id = "";
        await Within(most, async () => id = (await store.Push(new RunPush(run))).Id);
        await Within(most, async () => Assert.Equal(Seconds, await store.Intervals(id).CountAsync()));
        await Within(most, async () => await store.Open(id)); // it has no end: its totals are the sum of its intervals
        await Within(most, async () => await store.Pull(id, Path.Combine(folder.Path, "pulled")));
        Assert.Equal(size, new FileInfo(Path.Combine(folder.Path, "pulled", "intervals.jsonl")).Length);
    }

    private static async Task<string> Write(string root)
    {
        Directory.CreateDirectory(root);
        await using var run = new LongRun(names: 160, root);
        await run.Start();
        for (var second = 0; second < Seconds; second++)
        {
            await run.NextSecond();
        }

        return Directory.GetDirectories(root).Single();
    }

    // Managed memory that is in use meanwhile, after full collections.
    private static async Task Within(long most, Func<Task> step)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (work, highest) = (Task.Run(step), 0L);
        using var period = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!work.IsCompleted)
        {
            highest = Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true));
            await period.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        await work;
        Assert.InRange(highest - before, long.MinValue, most);
    }
}
