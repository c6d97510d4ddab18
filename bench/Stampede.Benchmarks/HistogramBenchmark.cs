using BenchmarkDotNet.Attributes;
using Stampede.Metrics;

namespace Stampede.Benchmarks;

/// <summary>A histogram's operations on 10,000 values between 0.15 and 22 ms, a second's worth of a busy name, or on 20 of them.</summary>
[MemoryDiagnoser]
public class HistogramBenchmark
{
    private const int Values = 10_000;

    private readonly long[] _values = new long[Values];
    private readonly Histogram _recorded = new();
    private readonly Histogram _full = new();
    private readonly Histogram _few = new();
    private readonly Histogram _sum = new();
    private string _encoded = "";

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < Values; i++)
        {
            _values[i] = (long)Math.Exp(5 + random.NextDouble() * 5);
            _full.Record(_values[i]);
            if (i % 500 == 0)
            {
                _few.Record(_values[i]);
            }
        }

        _encoded = _full.Encode();
    }

    [Benchmark(OperationsPerInvoke = Values)]
    public void Record()
    {
        foreach (var value in _values)
        {
            _recorded.Record(value);
        }
    }

    [Benchmark]
    public void Add() => _sum.Add(_full);

    [Benchmark]
    public long Percentile() => _full.Percentile(99);

    [Benchmark]
    public string Encode() => _full.Encode();

    [Benchmark]
    public string EncodeFew() => _few.Encode();

    [Benchmark]
    public Histogram Decode()
    {
        var histogram = Histogram.Decode(_encoded);
        histogram.Clear();
        return histogram;
    }
}
