using BenchmarkDotNet.Attributes;
using Stampede.Engine;

namespace Stampede.Benchmarks;

/// <summary>Ten thousand users that wait one to three seconds: what a wait costs in the wheel, from adding to firing.</summary>
[MemoryDiagnoser]
public class TimerWheelBenchmark
{
    private const int Users = 10_000;

    private readonly Entry[] _entries = new Entry[Users];
    private TimerWheel _wheel = new(0);
    private Random _random = new(1);
    private long _now;

    [GlobalSetup]
    public void Setup()
    {
        _wheel = new TimerWheel(0);
        _random = new Random(1);
        _now = 0;
        for (var i = 0; i < Users; i++)
        {
            _entries[i] = new Entry(this);
            _wheel.Add(_entries[i], _random.Next(1, 3000));
        }
    }

    /// <summary>One second of the run: some 5,000 waits fire and are added again.</summary>
    [Benchmark(OperationsPerInvoke = 5000)]
    public void Wait()
    {
        for (var end = _now + 1000; _now < end;)
        {
            _wheel.Advance(++_now);
        }
    }

    /// <summary>A wait that is cancelled.</summary>
    [Benchmark]
    public void RemoveAndAdd()
    {
        var entry = _entries[_random.Next(Users)];
        _wheel.Remove(entry);
        _wheel.Add(entry, _now + _random.Next(1000, 3000));
    }

    private sealed class Entry(TimerWheelBenchmark owner) : TimerEntry
    {
        public override void Fire() => owner._wheel.Add(this, owner._now + owner._random.Next(1000, 3000));
    }
}
