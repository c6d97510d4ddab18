using Stampede.Importing;

namespace Stampede.Tests;

[Collection(nameof(JtlMemoryTests))]
[CollectionDefinition(nameof(JtlMemoryTests), DisableParallelization = true)]
public sealed class JtlMemoryTests
{
    private const long Size = 1L << 30;

    [Fact]
    public void A_gigabyte_generated_while_it_is_read_takes_less_than_100_MB()
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
