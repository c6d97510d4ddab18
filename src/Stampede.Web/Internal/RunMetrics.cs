using System.Text.Json;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Engine;

/// <summary>A run as metrics: what each second of it adds to them. Not thread-safe.</summary>
internal sealed class RunMetrics
{
    private readonly MetricStore _store = new();

    public RunMetrics() => _store.Set(MetricFamilies.RunActive, "", 0);

    public void Start(RunStart start)
    {
        _store.Set(MetricFamilies.RunActive, "", 1);
        _store.Set(MetricFamilies.RunStart, "", start.Started.ToUnixTimeMilliseconds() / 1e3);
        _store.Set(MetricFamilies.RunInfo, LabelText.Of(
            MetricFamilies.RunInfo,
            start.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            start.Plan.Name,
            start.Environment.Version,
            start.Environment.Machine,
            start.Plan.Load.Description), 1);
        foreach (var userClass in start.Plan.Classes)
        {
            _store.Set(MetricFamilies.UsersPlanned, LabelText.Of(MetricFamilies.UsersPlanned, userClass.Name), 0);
            _store.Set(MetricFamilies.UsersRunning, LabelText.Of(MetricFamilies.UsersRunning, userClass.Name), 0);
        }
    }

    public void Add(IntervalSnapshot interval)
    {
        foreach (var phase in Enum.GetValues<Phase>())
        {
            _store.Set(MetricFamilies.Phase, LabelText.Of(MetricFamilies.Phase, Name(phase)), phase == interval.Phase ? 1 : 0);
        }

        foreach (var (key, stats) in interval.Requests)
        {
            Add(key, stats);
        }

        foreach (var (name, stats) in interval.Transactions)
        {
            _store.Add(MetricFamilies.TransactionTime, LabelText.Of(MetricFamilies.TransactionTime, name, "success"), stats.ResponseTime);
            _store.Add(MetricFamilies.TransactionTime, LabelText.Of(MetricFamilies.TransactionTime, name, "failure"), stats.FailedResponseTime);
        }

        foreach (var users in interval.Classes)
        {
            Set(MetricFamilies.UsersPlanned, users.Name, users.Planned);
            Set(MetricFamilies.UsersRunning, users.Name, users.Running);
            Set(MetricFamilies.UsersLost, users.Name, users.Lost);
            Add(MetricFamilies.Iterations, users.Name, users.Iterations);
        }

        foreach (var arrivals in interval.Arrivals)
        {
            Add(MetricFamilies.ArrivalsScheduled, arrivals.Load, arrivals.Scheduled);
            Add(MetricFamilies.ArrivalsStarted, arrivals.Load, arrivals.Started);
            Add(MetricFamilies.ArrivalsLate, arrivals.Load, arrivals.Late);
            Add(MetricFamilies.ArrivalsDropped, arrivals.Load, arrivals.Dropped);
            Set(MetricFamilies.ArrivalsInFlight, arrivals.Load, arrivals.InFlight);
        }

        foreach (var (name, check) in interval.Checks)
        {
            _store.Add(MetricFamilies.Checks, LabelText.Of(MetricFamilies.Checks, name, "passed"), check.Passed);
            _store.Add(MetricFamilies.Checks, LabelText.Of(MetricFamilies.Checks, name, "failed"), check.Failed);
        }

        foreach (var error in interval.UserErrors)
        {
            _store.Add(MetricFamilies.UserErrors, LabelText.Of(MetricFamilies.UserErrors, error.Class, error.Where, error.Type), error.Count);
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

    public void End() => _store.Set(MetricFamilies.RunActive, "", 0);

    /// <summary>Writes them.</summary>
    public byte[] Write(bool openMetrics)
    {
        var writer = new ExpositionWriter(openMetrics);
        _store.Write(writer);
        return writer.ToBytes();
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private void Add(RequestKey key, RequestStats stats)
    {
        var withoutStatus = stats.Settled;
        foreach (var (status, count) in stats.Statuses)
        {
            _store.Add(MetricFamilies.Requests, LabelText.Of(
                MetricFamilies.Requests, key.Method, key.Name, status.ToString(System.Globalization.CultureInfo.InvariantCulture)), count);
            withoutStatus -= count;
        }

        if (withoutStatus > 0)
        {
            _store.Add(MetricFamilies.Requests, LabelText.Of(MetricFamilies.Requests, key.Method, key.Name), withoutStatus);
        }

        foreach (var (kind, count) in stats.FailureKinds)
        {
            _store.Add(MetricFamilies.Failures, LabelText.Of(MetricFamilies.Failures, key.Method, key.Name, Name(kind)), count);
        }

        _store.Add(MetricFamilies.ResponseTime, LabelText.Of(MetricFamilies.ResponseTime, key.Method, key.Name, "success"), stats.ResponseTime);
        _store.Add(MetricFamilies.ResponseTime, LabelText.Of(MetricFamilies.ResponseTime, key.Method, key.Name, "failure"), stats.FailedResponseTime);
        var labels = LabelText.Of(MetricFamilies.SentBytes, key.Method, key.Name);
        _store.Add(MetricFamilies.SentBytes, labels, stats.BytesSent);
        _store.Add(MetricFamilies.ReceivedBytes, labels, stats.BytesReceived);
        _store.Add(MetricFamilies.Connections, labels, stats.ConnectionsOpened);
    }

    private void Add(string name, CustomMetricStats metric)
    {
        switch (metric.Kind)
        {
            case CustomMetricKind.Counter:
                Add(MetricFamilies.CustomCounter, name, metric.Sum);
                break;
            case CustomMetricKind.Gauge:
                Set(MetricFamilies.CustomGauge, name, metric.Last);
                break;
            case CustomMetricKind.Rate:
                _store.Add(MetricFamilies.CustomRate, LabelText.Of(MetricFamilies.CustomRate, name, "true"), metric.Sum);
                _store.Add(MetricFamilies.CustomRate, LabelText.Of(MetricFamilies.CustomRate, name, "false"), metric.Count - metric.Sum);
                break;
            case CustomMetricKind.Trend when metric.Values is { } values:
                _store.Add(MetricFamilies.CustomTrend, LabelText.Of(MetricFamilies.CustomTrend, name), values, metric.Sum);
                break;
        }
    }

    private void Add(GeneratorSample generator)
    {
        _store.Set(MetricFamilies.Cpu, "", generator.Cpu);
        if (generator.MachineCpu is { } machine)
        {
            _store.Set(MetricFamilies.MachineCpu, "", machine);
        }

        _store.Set(MetricFamilies.Memory, "", generator.Memory);
        _store.Set(MetricFamilies.LoopLag, "", generator.LoopLag / 1e3);
        _store.Set(MetricFamilies.Lateness, "", generator.Lateness / 1e3);
        _store.Add(MetricFamilies.GcPause, "", generator.GcPause / 1e3);
        _store.Add(MetricFamilies.Allocated, "", generator.Allocated);
        _store.Set(MetricFamilies.OpenSockets, "", generator.OpenSockets);
        _store.Set(MetricFamilies.PoolQueue, "", generator.PoolQueue);
    }

    private void Add(MetricFamily family, string label, double value) => _store.Add(family, LabelText.Of(family, label), value);

    private void Set(MetricFamily family, string label, double value) => _store.Set(family, LabelText.Of(family, label), value);
}
