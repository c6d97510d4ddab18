using Stampede.Metrics;

namespace Stampede.Tests;

public class MetricsRecorderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly MetricsRecorder _recorder = new(new MetricsLimits());

    [Fact]
    public void A_success_is_recorded_under_its_key()
    {
        var shard = _recorder.NewShard();
        shard.Record(Success("GET", "/a", 1_000) with { Status = 201, FirstByte = 900, Sent = 70, Received = 300, Body = 45, Opened = 1, Resent = 1, Connect = 40, Tls = 50 });

        var (key, stats) = Assert.Single(_recorder.Flush(Now).Requests);
        Assert.Equal(new RequestKey("GET", "/a"), key);
        Assert.Equal((1, 0, 0), (stats.Settled, stats.Failed, stats.Accepted));
        Assert.Equal(45, stats.BodyBytes);
        Assert.Equal((70, 300, 1, 1), (stats.BytesSent, stats.BytesReceived, stats.ConnectionsOpened, stats.Resent));
        Assert.Equal(new SortedDictionary<int, long> { [201] = 1 }, stats.Statuses);
        HistogramTests.AssertSame(HistogramTests.Of(1_000), stats.ResponseTime);
        HistogramTests.AssertSame(HistogramTests.Of(900), stats.FirstByte);
        HistogramTests.AssertSame(HistogramTests.Of(40), stats.Connect!);
        HistogramTests.AssertSame(HistogramTests.Of(50), stats.Tls!);
        Assert.Null(stats.ServiceTime);
        Assert.Equal(0, stats.FailedResponseTime.Count);
    }

    [Fact]
    public void What_did_not_happen_is_not_recorded()
    {
        var shard = _recorder.NewShard();
        shard.Record(Failure("GET", "/a", 30_000, FailureKind.Timeout, "timed out") with { Status = 0, FirstByte = -1 });

        var stats = _recorder.Flush(Now).Requests[new RequestKey("GET", "/a")];
        Assert.Null(stats.Connect);
        Assert.Null(stats.Tls);
        Assert.Equal(0, stats.FirstByte.Count);
        Assert.Equal(0, stats.ResponseTime.Count);
        HistogramTests.AssertSame(HistogramTests.Of(30_000), stats.FailedResponseTime);
        Assert.Equal(new SortedDictionary<FailureKind, long> { [FailureKind.Timeout] = 1 }, stats.FailureKinds);
    }

    [Fact]
    public void An_accepted_status_is_a_success_that_stays_visible()
    {
        var shard = _recorder.NewShard();
        shard.Record(Success("GET", "/a", 10) with { Status = 404, Accepted = true });
        shard.Record(Success("GET", "/a", 10));

        var stats = Assert.Single(_recorder.Flush(Now).Requests).Value;
        Assert.Equal((2, 0, 1), (stats.Settled, stats.Failed, stats.Accepted));
        Assert.Equal(new SortedDictionary<int, long> { [200] = 1, [404] = 1 }, stats.Statuses);
    }

    [Fact]
    public void Many_statuses_are_kept_apart()
    {
        var shard = _recorder.NewShard();
        for (var i = 0; i < 2_000; i++)
        {
            shard.Record(Success("GET", "/a", 10) with { Status = 200 + i % 37 });
        }

        var statuses = Assert.Single(_recorder.Flush(Now).Requests).Value.Statuses;
        Assert.Equal(37, statuses.Count);
        Assert.Equal(Enumerable.Range(0, 37).Select(i => (200 + i, (long)((2_000 - i + 36) / 37))), statuses.Select(s => (s.Key, s.Value)));
    }

    [Fact]
    public void The_service_time_gets_its_own_histogram_from_the_first_difference_on()
    {
        var shard = _recorder.NewShard();
        shard.Record(Success("GET", "/a", 10));
        shard.Record(Success("GET", "/a", 20) with { ServiceTime = 15 });
        shard.Record(Success("GET", "/a", 30));
        shard.Record(Failure("GET", "/a", 99, FailureKind.Status, "500") with { ServiceTime = 5 });

        var stats = Assert.Single(_recorder.Flush(Now).Requests).Value;
        HistogramTests.AssertSame(HistogramTests.Of(10, 15, 30), stats.ServiceTime!);
        HistogramTests.AssertSame(HistogramTests.Of(10, 20, 30), stats.ResponseTime);

        shard.Record(Success("GET", "/a", 10));
        Assert.Null(Assert.Single(_recorder.Flush(Now).Requests).Value.ServiceTime);
    }

    [Fact]
    public void A_shard_without_differences_adds_its_response_times_to_the_service_times_of_another()
    {
        var one = _recorder.NewShard();
        var two = _recorder.NewShard();
        one.Record(Success("GET", "/a", 10));
        two.Record(Success("GET", "/a", 20) with { ServiceTime = 15 });

        HistogramTests.AssertSame(HistogramTests.Of(10, 15), Assert.Single(_recorder.Flush(Now).Requests).Value.ServiceTime!);
    }

    [Fact]
    public void A_flush_takes_what_was_recorded_since_the_last_one()
    {
        var shard = _recorder.NewShard();
        var deltas = new List<MetricsDelta>();
        for (var i = 1; i <= 5; i++)
        {
            for (var n = 0; n < i * 300; n++)
            {
                shard.Record(Success("GET", "/a", 1_000 * i));
            }

            deltas.Add(_recorder.Flush(Now));
        }

        // Read after all flushes: what was handed out must not have changed meanwhile.
        Assert.Equal([300, 600, 900, 1_200, 1_500], deltas.Select(d => d.Requests.Single().Value.ResponseTime.Count));
        Assert.Equal([1_000, 2_000, 3_000, 4_000, 5_000], deltas.Select(d => d.Requests.Single().Value.ResponseTime.Max));
        Assert.Equal([300, 600, 900, 1_200, 1_500], deltas.Select(d => d.Requests.Single().Value.ResponseTime.Buckets.Single().Count));
        Assert.Empty(_recorder.Flush(Now).Requests);
    }

    [Fact]
    public void Failures_are_counted_per_request_kind_and_text()
    {
        var shard = _recorder.NewShard();
        var other = _recorder.NewShard();
        shard.Record(Failure("GET", "/a", 5, FailureKind.Status, "404 Not Found"));
        shard.Record(Failure("GET", "/a", 5, FailureKind.Status, "500 Internal Server Error"));
        shard.Record(Failure("PUT", "/a", 5, FailureKind.Status, "404 Not Found"));
        other.Record(Failure("GET", "/a", 5, FailureKind.Status, "404 Not Found"));
        other.Record(Failure("GET", "/a", 5, FailureKind.Expectation, "404 Not Found"));

        var delta = _recorder.Flush(Now);
        var get = new RequestKey("GET", "/a");
        Assert.Equal(4, delta.Failures.Count);
        Assert.Equal(2, delta.Failures[new FailureKey(get, FailureKind.Status, "404 Not Found")].Count);
        Assert.Equal(1, delta.Failures[new FailureKey(get, FailureKind.Expectation, "404 Not Found")].Count);
        Assert.Equal(
            new SortedDictionary<FailureKind, long> { [FailureKind.Status] = 3, [FailureKind.Expectation] = 1 }, delta.Requests[get].FailureKinds);
        Assert.All(delta.Failures.Values, f => Assert.Equal((Now, Now), (f.First, f.Last)));
        Assert.Empty(_recorder.Flush(Now).Failures);
    }

    [Fact]
    public void Checks_tasks_and_iterations_add_up_over_shards()
    {
        var one = _recorder.NewShard();
        var two = _recorder.NewShard();
        var fast = _recorder.CheckId("fast");
        one.Check(fast, true);
        two.Check(fast, true);
        two.Check(fast, false);
        two.Check(_recorder.CheckId("slow"), false);
        one.TaskStarted(2);
        two.TaskStarted(0);
        two.TaskStarted(2);
        two.IterationDone(1);

        var delta = _recorder.Flush(Now);
        Assert.Equal(new Dictionary<string, CheckStats> { ["fast"] = new(2, 1), ["slow"] = new(0, 1) }, delta.Checks);
        Assert.Equal([1, 0, 2], delta.TasksStarted);
        Assert.Equal([0, 1], delta.IterationsDone);

        var next = _recorder.Flush(Now);
        Assert.Empty(next.Checks);
        Assert.Empty(next.TasksStarted);
        Assert.Empty(next.IterationsDone);
    }

    [Fact]
    public void A_failure_has_up_to_three_samples_over_its_texts_and_flushes()
    {
        var shard = _recorder.NewShard();
        var request = _recorder.RequestId("GET", "/a");
        var taken = 0;
        var samples = new List<int>();
        for (var flush = 0; flush < 3; flush++)
        {
            for (var i = 0; i < 2; i++)
            {
                var failure = _recorder.FailureId(request, FailureKind.Status, $"text {i}");
                shard.Record(Failure("GET", "/a", 1, FailureKind.Status, $"text {i}"));
                if (_recorder.WantsSample(failure))
                {
                    _recorder.AddSample(failure, Sample(taken++));
                }
            }

            samples.Add(_recorder.Flush(Now).Failures.Values.Sum(f => f.Samples.Count));
        }

        Assert.Equal(3, taken);
        Assert.Equal([2, 1, 0], samples);
        Assert.True(_recorder.WantsSample(_recorder.FailureId(request, FailureKind.Timeout, "text 0")));
        Assert.True(_recorder.WantsSample(_recorder.FailureId(_recorder.RequestId("PUT", "/a"), FailureKind.Status, "text 0")));
    }

    [Fact]
    public void A_sample_waits_for_the_flush_that_counts_its_failure()
    {
        var shard = _recorder.NewShard();
        var failure = _recorder.FailureId(_recorder.RequestId("GET", "/a"), FailureKind.Status, "500");
        _recorder.AddSample(failure, Sample(1));
        Assert.Empty(_recorder.Flush(Now).Failures);

        shard.Record(Failure("GET", "/a", 1, FailureKind.Status, "500"));
        Assert.Equal("http://host/1", Assert.Single(Assert.Single(_recorder.Flush(Now).Failures).Value.Samples).Url);
    }

    [Fact]
    public void Samples_beyond_the_limit_are_not_kept()
    {
        var failure = _recorder.FailureId(_recorder.RequestId("GET", "/a"), FailureKind.Status, "500");
        for (var i = 0; i < 9; i++)
        {
            _recorder.AddSample(failure, Sample(i));
        }

        _recorder.NewShard().Record(Failure("GET", "/a", 1, FailureKind.Status, "500"));
        Assert.Equal(
            ["http://host/0", "http://host/1", "http://host/2"], Assert.Single(_recorder.Flush(Now).Failures).Value.Samples.Select(s => s.Url));
    }

    [Fact]
    public void A_warm_record_allocates_nothing()
    {
        var shard = _recorder.NewShard();
        var success = Success("GET", "/a", 1_000) with { ServiceTime = 900, FirstByte = 500, Connect = 3, Tls = 4, Opened = 1 };
        var failure = Failure("GET", "/a", 9, FailureKind.Status, "500");
        Work();
        Work();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            Work();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Work()
        {
            shard.Record(in success);
            shard.Record(in failure);
            shard.Check(0, true);
            shard.TaskStarted(1);
            shard.IterationDone(1);
        }
    }

    [Fact]
    public async Task Nothing_is_lost_between_recording_threads_and_a_flushing_one()
    {
        const int Threads = 4;
        const int Each = 40_000;
        var done = 0;
        var shared = _recorder.NewShard();
        var recording = Enumerable.Range(0, Threads).Select(t => Task.Run(() =>
        {
            // Two threads a shard: code after a foreign await may run anywhere.
            var shard = t < 2 ? shared : _recorder.NewShard();
            for (var i = 0; i < Each; i++)
            {
                shard.Record(i % 10 == 0 ? Failure("GET", "/b", i, FailureKind.Status, "500") : Success("GET", $"/{i % 3}", i) with { ServiceTime = i - i % 2 });
                shard.Check(_recorder.CheckId("even"), i % 2 == 0);
                shard.TaskStarted(t);
            }

            Interlocked.Increment(ref done);
        })).ToArray();

        var requests = new Dictionary<RequestKey, RequestStats>();
        var failures = 0L;
        var checks = default(CheckStats);
        var tasks = new long[Threads];
        for (var last = false; !last;)
        {
            last = Volatile.Read(ref done) == Threads;
            var delta = _recorder.Flush(Now);
            foreach (var (key, stats) in delta.Requests)
            {
                Assert.Equal(stats.Settled - stats.Failed, stats.ResponseTime.Count);
                Assert.Equal(stats.Failed, stats.FailureKinds.Values.Sum());
                requests.TryAdd(key, new RequestStats());
                requests[key].Add(stats);
            }

            failures += delta.Failures.Values.Sum(f => f.Count);
            checks += delta.Checks.GetValueOrDefault("even");
            for (var i = 0; i < delta.TasksStarted.Count; i++)
            {
                tasks[i] += delta.TasksStarted[i];
            }
        }

        await Task.WhenAll(recording);
        Assert.Equal(Threads * Each, requests.Values.Sum(r => r.Settled));
        Assert.Equal(Threads * Each / 10, failures);
        Assert.Equal(new CheckStats(Threads * Each / 2, Threads * Each / 2), checks);
        Assert.Equal(Enumerable.Repeat((long)Each, Threads), tasks);
        Assert.Equal(Threads * (long)Each * (Each - 1) / 2, requests.Values.Sum(r => r.ResponseTime.Sum + r.FailedResponseTime.Sum));
        foreach (var (_, stats) in requests)
        {
            Assert.Equal(stats.ResponseTime.Count, stats.ResponseTime.Buckets.Sum(b => b.Count));
            Assert.Equal(stats.ResponseTime.Count, stats.ServiceTime?.Count ?? stats.ResponseTime.Count);
        }
    }

    private RequestSample Success(string method, string name, long responseTime) => new()
    {
        RequestId = _recorder.RequestId(method, name),
        FailureId = -1,
        ResponseTime = responseTime,
        ServiceTime = responseTime,
        FirstByte = responseTime,
        Connect = -1,
        Tls = -1,
        Status = 200,
    };

    private RequestSample Failure(string method, string name, long responseTime, FailureKind kind, string text)
    {
        var sample = Success(method, name, responseTime);
        sample.FailureId = _recorder.FailureId(sample.RequestId, kind, text);
        sample.Status = 500;
        return sample;
    }

    private static FailureSample Sample(int n) => new()
    {
        At = Now,
        Url = $"http://host/{n}",
        Status = 500,
        ResponseTime = 1,
        Body = "",
        Headers = new Dictionary<string, string>(),
    };
}
