using System.Diagnostics;
using System.Text;
using Stampede.Engine;

namespace Stampede.Tests;

public sealed class GeneratorSamplerTests
{
    [Fact]
    public void A_sample_tells_what_was_used_since_the_last_one()
    {
        using var sampler = new GeneratorSampler();
        sampler.Sample(TimeSpan.FromSeconds(1), 0, 0, 0, 0);
        var watch = Stopwatch.StartNew();
        var used = Process.GetCurrentProcess().TotalProcessorTime;
        while (Process.GetCurrentProcess().TotalProcessorTime - used < TimeSpan.FromMilliseconds(200))
        {
            GC.KeepAlive(new byte[1000]);
        }

        GC.Collect();
        var sample = sampler.Sample(watch.Elapsed, 1.5, 0.5, 2.5, 7);

        Assert.Equal((1.5, 0.5, 2.5, 7), (sample.LoopLag, sample.LoopBusy, sample.Lateness, sample.OpenSockets));
        Assert.InRange(sample.Cpu, 0.15 / (watch.Elapsed.TotalSeconds * Environment.ProcessorCount), 1);
        Assert.True(sample.Allocated > 1000);
        Assert.True(sample.GcPause > 0);
        Assert.True(sample.Memory > 1 << 20);
        Assert.True(sample.PoolQueue >= 0);
        Assert.InRange(sample.MachineCpu ?? -1, 0, 1);
    }

    [Fact]
    public void No_time_is_no_division_by_zero()
    {
        using var sampler = new GeneratorSampler();

        Assert.Equal(0, sampler.Sample(TimeSpan.Zero, 0, 0, 0, 0).Cpu);
    }

    [Theory]
    [InlineData("cpu  100 5 50 800 40 3 2 0 7 0\ncpu0 1 2 3 4\n", 160L, 1000L)]
    [InlineData("cpu 1 2 3 4\n", 6L, 10L)]
    public void Busy_is_what_is_neither_idle_nor_waiting_for_a_disk(string text, long busy, long total)
        => Assert.Equal((busy, total), MachineCpu.Parse(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("cpu  1 2 3")]
    [InlineData("cpu0 1 2 3 4\n")]
    [InlineData("cpu  a b c d\n")]
    [InlineData("cpu  1 2\n")]
    public void What_cannot_be_read_is_unknown(string text) => Assert.Null(MachineCpu.Parse(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Open_files_are_raised_to_the_hard_limit()
    {
        var raised = OpenFileLimit.Raise();

        Assert.Equal(raised, OpenFileLimit.Read());
        Assert.True(raised is null or >= 256);
        var hard = File.ReadLines("/proc/self/limits").First(l => l.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[4];
        Assert.Equal(hard == "unlimited" ? null : long.Parse(hard), raised);
    }
}
