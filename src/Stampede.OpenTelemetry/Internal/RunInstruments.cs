using System.Diagnostics.Metrics;
using System.Text.Json;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The instruments of a run, and what each second of it adds to them. docs/reference/monitoring.md lists them.</summary>
internal sealed class RunInstruments
{
    private const string Name = "stampede.request.name";
    private const string Method = "stampede.request.method";
    private const string Class = "stampede.user.class";
    private const string Load = "stampede.load";
    private const string OwnMetric = "stampede.metric";
    private const string ErrorType = "error.type";

    // What a method must be called that OpenTelemetry does not know, and a failure whose kind is not told apart.
    private const string OtherValue = "_OTHER";

    private static readonly HashSet<string> KnownMethods = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];

    private readonly Gauge<int> _active;
    private readonly Gauge<int> _phase;
    private readonly Histogram<double> _httpDuration;
    private readonly Histogram<double> _otherDuration;
    private readonly Histogram<double> _transactions;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _received;
    private readonly Gauge<int> _planned;
    private readonly Gauge<int> _running;
    private readonly Gauge<int> _lost;
    private readonly Counter<long> _iterations;
    private readonly Counter<long> _scheduled;
    private readonly Counter<long> _started;
    private readonly Counter<long> _late;
    private readonly Counter<long> _dropped;
    private readonly Gauge<long> _inFlight;
    private readonly Counter<long> _checks;
    private readonly Counter<long> _userErrors;
    private readonly Counter<double> _ownCounter;
    private readonly Gauge<double> _ownGauge;
    private readonly Counter<double> _ownRate;
    private readonly Histogram<double> _ownTrend;
    private readonly Gauge<double> _cpu;
    private readonly Gauge<double> _machineCpu;
    private readonly Gauge<long> _memory;
    private readonly Gauge<double> _loopLag;
    private readonly Gauge<double> _lateness;
    private readonly Gauge<int> _openSockets;

    /// <summary>Makes them.</summary>
    public RunInstruments(Meter meter)
    {
        var times = new InstrumentAdvice<double> { HistogramBucketBoundaries = FixedBuckets.Seconds };
        _active = meter.CreateGauge<int>("stampede.run.active", "1", "1 while the run goes on, 0 after it.");
        _phase = meter.CreateGauge<int>("stampede.run.phase", "1", "1 for the phase that the run is in, 0 for the others.");
        _httpDuration = meter.CreateHistogram("http.client.request.duration", "s", "Response time of HTTP requests, from the intended start to the last byte.", null, times);
        _otherDuration = meter.CreateHistogram("stampede.request.duration", "s", "Response time of what is measured and not HTTP.", null, times);
        _transactions = meter.CreateHistogram("stampede.transaction.duration", "s", "Time of transactions.", null, times);
        _requests = meter.CreateCounter<long>("stampede.requests", "{request}", "Settled requests, failed ones included.");
        _failures = meter.CreateCounter<long>("stampede.request.failures", "{request}", "Failed requests by kind.");
        _sent = meter.CreateCounter<long>("stampede.request.sent", "By", "Bytes sent, heads included.");
        _received = meter.CreateCounter<long>("stampede.request.received", "By", "Bytes received, heads included.");
        _planned = meter.CreateGauge<int>("stampede.users.planned", "{user}", "Users that the load asks for.");
        _running = meter.CreateGauge<int>("stampede.users.running", "{user}", "Users that are running.");
        _lost = meter.CreateGauge<int>("stampede.users.lost", "{user}", "Users that gave up in their start, so far.");
        _iterations = meter.CreateCounter<long>("stampede.iterations", "{iteration}", "Iterations finished.");
        _scheduled = meter.CreateCounter<long>("stampede.arrivals.scheduled", "{arrival}", "Arrivals that were due.");
        _started = meter.CreateCounter<long>("stampede.arrivals.started", "{arrival}", "Arrivals that started, the late ones included.");
        _late = meter.CreateCounter<long>("stampede.arrivals.late", "{arrival}", "Arrivals that started over 10 ms after their time.");
        _dropped = meter.CreateCounter<long>("stampede.arrivals.dropped", "{arrival}", "Arrivals that could not start.");
        _inFlight = meter.CreateGauge<long>("stampede.arrivals.in_flight", "{iteration}", "Iterations of arrivals under way.");
        _checks = meter.CreateCounter<long>("stampede.checks", "{check}", "Checks.");
        _userErrors = meter.CreateCounter<long>("stampede.user.errors", "{error}", "Exceptions of users' code.");
        _ownCounter = meter.CreateCounter<double>("stampede.custom.counter", null, "Counters of the test's own.");
        _ownGauge = meter.CreateGauge<double>("stampede.custom.gauge", null, "Gauges of the test's own: the last value.");
        _ownRate = meter.CreateCounter<double>("stampede.custom.rate", "{sample}", "Rates of the test's own: samples, true and false.");
        _ownTrend = meter.CreateHistogram(
            "stampede.custom.trend", null, "Trends of the test's own.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = FixedBuckets.Trends });
        _cpu = meter.CreateGauge<double>("stampede.generator.cpu.utilization", "1", "CPU of the load generator's process, 0 to 1 of all processors.");
        _machineCpu = meter.CreateGauge<double>("stampede.generator.machine.cpu.utilization", "1", "CPU of its whole machine, 0 to 1.");
        _memory = meter.CreateGauge<long>("stampede.generator.memory", "By", "Resident memory of the load generator.");
        _loopLag = meter.CreateGauge<double>("stampede.generator.loop_lag", "s", "The longest time that an event loop did not look at its timers.");
        _lateness = meter.CreateGauge<double>("stampede.generator.timer_lateness", "s", "How late the latest timer fired.");
        _openSockets = meter.CreateGauge<int>("stampede.generator.open_sockets", "{connection}", "Open connections.");
    }

    public void SetActive(bool isActive) => _active.Record(isActive ? 1 : 0);

    public void Add(IntervalSnapshot interval)
    {
        foreach (var phase in Enum.GetValues<Phase>())
        {
            _phase.Record(phase == interval.Phase ? 1 : 0, Tag("stampede.phase", Text(phase)));
        }

        foreach (var (key, stats) in interval.Requests)
        {
            Add(key, stats);
        }

        foreach (var (name, stats) in interval.Transactions)
        {
            var tag = Tag("stampede.transaction", name);
            Record(_transactions, stats.ResponseTime, 1e6, [tag]);
            Record(_transactions, stats.FailedResponseTime, 1e6, [tag, Tag(ErrorType, OtherValue)]);
        }

        foreach (var users in interval.Classes)
        {
            var tag = Tag(Class, users.Name);
            _planned.Record(users.Planned, tag);
            _running.Record(users.Running, tag);
            _lost.Record(users.Lost, tag);
            _iterations.Add(users.Iterations, tag);
        }

        foreach (var arrivals in interval.Arrivals)
        {
            var tag = Tag(Load, arrivals.Load);
            _scheduled.Add(arrivals.Scheduled, tag);
            _started.Add(arrivals.Started, tag);
            _late.Add(arrivals.Late, tag);
            _dropped.Add(arrivals.Dropped, tag);
            _inFlight.Record(arrivals.InFlight, tag);
        }

        foreach (var (name, check) in interval.Checks)
        {
            _checks.Add(check.Passed, Tag("stampede.check", name), Tag("stampede.check.result", "passed"));
            _checks.Add(check.Failed, Tag("stampede.check", name), Tag("stampede.check.result", "failed"));
        }

        foreach (var error in interval.UserErrors)
        {
            _userErrors.Add(error.Count, Tag(Class, error.Class), Tag("stampede.where", error.Where), Tag(ErrorType, error.Type));
        }

        foreach (var (name, metric) in interval.Metrics)
        {
            Add(name, metric);
        }

        if (interval.Generator is { } generator)
        {
            Add(generator);
        }
    }

    private void Add(RequestKey key, RequestStats stats)
    {
        KeyValuePair<string, object?>[] tags = [Tag(Method, key.Method), Tag(Name, key.Name)];
        var withoutStatus = stats.Settled;
        foreach (var (status, count) in stats.Statuses)
        {
            _requests.Add(count, [.. tags, Tag("http.response.status_code", status)]);
            withoutStatus -= count;
        }

        if (withoutStatus > 0)
        {
            _requests.Add(withoutStatus, tags);
        }

        foreach (var (kind, count) in stats.FailureKinds)
        {
            _failures.Add(count, [.. tags, Tag(ErrorType, Text(kind))]);
        }

        _sent.Add(stats.BytesSent, tags);
        _received.Add(stats.BytesReceived, tags);

        // What has a status, if only "no answer", is HTTP.
        var isHttp = stats.Statuses.Count > 0;
        var duration = isHttp ? _httpDuration : _otherDuration;
        tags = isHttp ? [Tag("http.request.method", KnownMethods.Contains(key.Method) ? key.Method : OtherValue), Tag("url.template", key.Name)] : tags;
        Record(duration, stats.ResponseTime, 1e6, tags);
        Record(duration, stats.FailedResponseTime, 1e6, [.. tags, Tag(ErrorType, OtherValue)]);
    }

    private void Add(string name, CustomMetricStats metric)
    {
        var tag = Tag(OwnMetric, name);
        switch (metric.Kind)
        {
            case CustomMetricKind.Counter:
                _ownCounter.Add(metric.Sum, tag);
                break;
            case CustomMetricKind.Gauge:
                _ownGauge.Record(metric.Last, tag);
                break;
            case CustomMetricKind.Rate:
                _ownRate.Add(metric.Sum, tag, Tag("stampede.result", true));
                _ownRate.Add(metric.Count - metric.Sum, tag, Tag("stampede.result", false));
                break;
            case CustomMetricKind.Trend when metric.Values is { } values:
                Record(_ownTrend, values, 1e3, [tag]);
                break;
        }
    }

    private void Add(GeneratorSample generator)
    {
        _cpu.Record(generator.Cpu);
        if (generator.MachineCpu is { } machine)
        {
            _machineCpu.Record(machine);
        }

        _memory.Record(generator.Memory);
        _loopLag.Record(generator.LoopLag / 1e3);
        _lateness.Record(generator.Lateness / 1e3);
        _openSockets.Record(generator.OpenSockets);
    }

    private static void Record(Histogram<double> instrument, Histogram values, double scale, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (value, count) in SpreadValues.Of(values))
        {
            for (var i = 0L; i < count; i++)
            {
                instrument.Record(value / scale, tags);
            }
        }
    }

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private static string Text<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
