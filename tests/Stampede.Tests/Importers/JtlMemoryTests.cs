using Stampede.Importing;

namespace Stampede.Tests;

[Collection(nameof(JtlMemoryTests))]
[CollectionDefinition(nameof(JtlMemoryTests), DisableParallelization = true)]
public sealed class JtlMemoryTests
{
    // bench/import reads the full gigabyte; here so much that anything kept per row would show, and few enough for a busy machine.
    private const long Size = 200L << 20;

    [Fact]
    public void A_large_file_generated_while_it_is_read_takes_less_than_100_MB()
    {
        using var stream = new GeneratedJtl(Size);
        using var rows = new CsvRows("generated.jtl", stream, (byte)',');
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var run = new JtlImporter().Read(rows, JtlImporter.Fields(GeneratedJtl.Header), TestContext.Current.CancellationToken);
        Assert.Equal(stream.Rows, run.Total().Settled);
        Assert.InRange(stream.HighestMemory - before, long.MinValue, 100L << 20);
        GC.KeepAlive(run);
    }
}
