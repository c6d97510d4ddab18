using BenchmarkDotNet.Attributes;
using Stampede.Engine;

namespace Stampede.Benchmarks;

/// <summary>The choice of the next task, by weight.</summary>
[MemoryDiagnoser]
public class TaskPickerBenchmark
{
    private readonly Random _random = new SeededRandom(1, 1);
    private TaskPicker _picker = new([1]);

    [Params(1, 3, 50)]
    public int Tasks { get; set; }

    [GlobalSetup]
    public void Setup() => _picker = new TaskPicker([.. Enumerable.Range(1, Tasks).Select(i => (double)i)]);

    [Benchmark]
    public int Pick() => _picker.Pick(_random);
}
