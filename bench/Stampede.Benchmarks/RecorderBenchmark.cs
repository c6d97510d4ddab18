using BenchmarkDotNet.Attributes;
using Stampede.Metrics;

namespace Stampede.Benchmarks;

/// <summary>What one settled request costs in the recorder: the engine pays it on every request, so it must not allocate.</summary>
[MemoryDiagnoser]
public class RecorderBenchmark
{
    private const int Samples = 1024;

    private readonly MetricsRecorder _recorder = new(new MetricsLimits());
    private readonly RequestSample[] _successes = new RequestSample[Samples];
    private readonly RequestSample[] _serviceTimes = new RequestSample[Samples];
    private readonly RequestSample[] _failures = new RequestSample[Samples];
    private readonly string _name = "/api/v1/deployments/{id}/";
    private MetricsShard _shard = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _shard = _recorder.NewShard();
        for (var i = 0; i < Samples; i++)
        {
            var request = _recorder.RequestId("GET", $"/{i % 10}");
            var time = (long)Math.Exp(5 + random.NextDouble() * 5); // 0.15 to 22 ms
            _successes[i] = new RequestSample
            {
                RequestId = request,
                FailureId = -1,
                ResponseTime = time,
                ServiceTime = time,
                FirstByte = time - 20,
                Connect = -1,
                Tls = -1,
                Status = 200,
                Sent = 120,
                Received = 400,
            };

            // Names of their own: from the first difference on, a name's service times cost a histogram more.
            _serviceTimes[i] = _successes[i];
            _serviceTimes[i].RequestId = _recorder.RequestId("PUT", $"/{i % 10}");
            _serviceTimes[i].ServiceTime = time - 5;

            _failures[i] = _successes[i];
            _failures[i].Status = 503;
            _failures[i].FailureId = _recorder.FailureId(request, FailureKind.Status, "503 Service Unavailable");
        }

        _recorder.RequestId("GET", _name);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Samples)]
    public void Success() => Record(_successes);

    [Benchmark(OperationsPerInvoke = Samples)]
    public void SuccessWithServiceTime() => Record(_serviceTimes);

    [Benchmark(OperationsPerInvoke = Samples)]
    public void Failure() => Record(_failures);

    [Benchmark]
    public int RequestId() => _recorder.RequestId("GET", _name);

    [Benchmark]
    public void Check() => _shard.Check(0, true);

    private void Record(RequestSample[] samples)
    {
        foreach (ref readonly var sample in samples.AsSpan())
        {
            _shard.Record(in sample);
        }
    }
}
