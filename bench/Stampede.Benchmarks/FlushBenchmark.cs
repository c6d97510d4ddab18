using BenchmarkDotNet.Attributes;
using Stampede.Metrics;

namespace Stampede.Benchmarks;

/// <summary>What the flush costs once a second: two shards, together 50,000 requests.</summary>
[MemoryDiagnoser]
public class FlushBenchmark
{
    private readonly MetricsRecorder _recorder = new(new MetricsLimits());
    private MetricsShard[] _shards = [];
    private RequestSample[] _samples = [];

    [Params(10, 2000)]
    public int Names { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _shards = [_recorder.NewShard(), _recorder.NewShard()];
        _samples = new RequestSample[25_000];
        for (var i = 0; i < _samples.Length; i++)
        {
            var time = (long)Math.Exp(5 + random.NextDouble() * 5);
            _samples[i] = new RequestSample
            {
                RequestId = _recorder.RequestId("GET", $"/{i % Names}"),
                FailureId = -1,
                ResponseTime = time,
                ServiceTime = time,
                FirstByte = time,
                Connect = -1,
                Tls = -1,
                Status = 200,
            };
        }
    }

    [IterationSetup]
    public void Record()
    {
        foreach (var shard in _shards)
        {
            foreach (ref readonly var sample in _samples.AsSpan())
            {
                shard.Record(in sample);
            }
        }
    }

    [Benchmark]
    public MetricsDelta Flush() => _recorder.Flush(DateTimeOffset.UnixEpoch);
}
