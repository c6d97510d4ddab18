using Stampede;
using Stampede.Metrics;
using Stampede.Reporting;
using Stampede.Results;

namespace Scale;

/// <summary>
/// Everything that follows a run by its intervals, fed with made ones: what it keeps must not grow with the run's length. Used by the benchmark and,
/// for fewer hours, by a test.
/// </summary>
internal sealed class LongRun : IAsyncDisposable, IRunControl
{
    private const int RequestsPerName = 4;
    private static readonly DateTimeOffset Begin = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    private readonly MetricsRecorder _recorder = new(new MetricsLimits());
    private readonly MetricsShard _shard;
    private readonly int[] _names;
    private readonly PhaseSums _sums = new();
    private readonly RunFolderWriter _folder;
    private readonly IRunObserver[] _observers;
    private readonly string _path;
    private readonly HashSet<string> _notes = [];
    private ulong _random = 1;
    private int _second;

    /// <param name="names">How many request names there are; each has requests in every second.</param>
    /// <param name="folder">Where the run is written.</param>
    public LongRun(int names, string folder)
    {
        _path = folder;
        _shard = _recorder.NewShard();
        _names = [.. Enumerable.Range(0, names).Select(n => _recorder.RequestId(n % 3 == 0 ? "POST" : "GET", $"/api/v1/resource-{n}/{{id}}/"))];
        _folder = new RunFolderWriter(folder);
        _observers = [new ThresholdObserver([Threshold.Parse("p(99) < 10m abort after 10s")]), new PlainObserver(TextWriter.Null), _folder];
    }

    public int RequestsPerSecond => _names.Length * RequestsPerName;

    public IReadOnlyCollection<string> Notes => _notes;

    public long BytesWritten => Directory.EnumerateFiles(_path, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    public async Task Start()
    {
        var start = new RunStart(Plan(), Environment(), Begin);
        foreach (var observer in _observers)
        {
            await observer.Started(start, CancellationToken.None);
        }
    }

    /// <summary>Managed memory that is still in use, while old seconds of the run folder are not just being folded.</summary>
    public async Task<long> Memory()
    {
        await _folder.FoldingEnd;
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    public async ValueTask NextSecond()
    {
        foreach (var name in _names)
        {
            for (var i = 0; i < RequestsPerName; i++)
            {
                Record(name);
            }
        }

        var interval = Interval(_recorder.Flush(Begin.AddSeconds(_second + 1)));
        _second++;
        _sums.Add(interval);
        foreach (var observer in _observers)
        {
            await observer.Interval(interval, this, CancellationToken.None);
        }
    }

    public void Stop(RunEnding reason, string text) => throw new InvalidOperationException($"Nothing here stops the run: {text}");

    public void Note(RunNote note) => _notes.Add(note.Id);

    public bool AddUsers(int change) => false;

    public void SetWeight(string userClass, double weight)
    {
    }

    public void SetTaskWeight(string userClass, string task, double weight)
    {
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    // From 1 ms to about 1 s, the more the rarer; one in 20 fails, so that failures too have had all their times before long.
    private void Record(int name)
    {
        var time = 1000L << (int)(Next() % 8);
        time += (long)(Next() % (ulong)time);
        var fails = Next() % 20 == 0;
        var sample = new RequestSample
        {
            RequestId = name,
            FailureId = fails ? _recorder.FailureId(name, FailureKind.Status, "503 Service Unavailable") : -1,
            ResponseTime = time,
            ServiceTime = time,
            FirstByte = time - 100,
            Connect = -1,
            Tls = -1,
            Status = fails ? 503 : 200,
            Sent = 120,
            Received = 400,
            Body = 250,
        };
        _shard.Record(in sample);
    }

    private ulong Next()
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        return _random ^= _random << 17;
    }

    private IntervalSnapshot Interval(MetricsDelta delta) => new()
    {
        Index = _second,
        Offset = TimeSpan.FromSeconds(_second),
        Length = TimeSpan.FromSeconds(1),
        Phase = Phase.Steady,
        Requests = delta.Requests,
        Failures = [.. delta.Failures.Select(f => new FailureInterval(f.Key, f.Value))],
        Classes = [new UserClassSample { Name = "MadeUser", Planned = 100, Running = 100, Lost = 0, Iterations = RequestsPerSecond, TasksStarted = [RequestsPerSecond] }],
        Generator = new GeneratorSample
        {
            Cpu = 0.5,
            GcPause = 0.1,
            Allocated = 100_000,
            Memory = 80_000_000,
            LoopLag = 1,
            Lateness = 1,
            PoolQueue = 0,
            OpenSockets = 100,
        },
    };

    private static RunPlan Plan() => new()
    {
        Name = "day",
        Classes = [new UserClassPlan { Name = "MadeUser", Weight = 1, FixedCount = 0, WaitTime = "none", MeanWait = 0, Tasks = [new TaskPlan("Made", 1)] }],
        Load = new LoadPlan { Kind = "users", Description = "100 users", Users = 100 },
        Thresholds = ["p(99) < 10m abort after 10s"],
        ThresholdsHash = "",
        Seed = 1,
        StopTimeout = TimeSpan.Zero,
        StartRetries = 3,
    };

    private static RunEnvironment Environment() => new()
    {
        Machine = "made",
        Cores = 2,
        Memory = 8L << 30,
        System = "none",
        Architecture = "none",
        Runtime = "none",
        GarbageCollector = "none",
        Optimized = true,
        Version = "0",
        CommandLine = [],
        Transport = "none",
        Loops = 1,
    };
}
