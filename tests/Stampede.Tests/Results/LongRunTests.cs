using Scale;

namespace Stampede.Tests;

/// <summary>What follows a run keeps no more of a long one than of a short one. The whole day is measured by bench/scale.</summary>
[Collection(nameof(Alone))]
public sealed class LongRunTests
{
    // A second of this run that were kept would take about 100 KB.
    private const long Tolerance = 20_000_000;

    [Fact]
    public async Task Memory_does_not_grow_with_the_length_of_a_run()
    {
        using var folder = new TemporaryFolder();
        await using var run = new LongRun(names: 20, folder.Path);
        await run.Start();
        await Seconds(run, 300);
        var before = await run.Memory();
        await Seconds(run, 1500);
        Assert.InRange(await run.Memory(), 0, before + Tolerance);
    }

    private static async Task Seconds(LongRun run, int count)
    {
        for (var second = 0; second < count; second++)
        {
            await run.NextSecond();
        }
    }

    /// <summary>What it measures is of the whole process.</summary>
    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
