using Stampede.Engine;

namespace Stampede.Metrics;

/// <summary>Collects settled requests, checks, iterations and failures of one run. Ids are cheap to record under; names are interned once.</summary>
internal sealed class MetricsRecorder
{
    /// <summary>So many bits has a mask.</summary>
    public const int MostSelections = 64;

    private readonly RequestNames _requests;
    private readonly FailureTable _failures;
    private readonly NameIds _checks;
    private readonly TransactionNames _transactions;
    private readonly CustomMetricNames _metrics;
    private readonly StatusFilter[] _selections;
    private readonly UserErrorTable _userErrors = new();
    private readonly Lock _shardsGate = new();
    private readonly List<MetricsShard> _shards = [];

    /// <summary>Makes one.</summary>
    /// <param name="limits">How much is kept apart.</param>
    /// <param name="selections">Which statuses each of the selections takes; a request's mask says to which of them it belongs otherwise.</param>
    public MetricsRecorder(MetricsLimits limits, IReadOnlyList<StatusFilter>? selections = null)
    {
        _selections = [.. selections ?? []];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_selections.Length, MostSelections, nameof(selections));
        Limits = limits;
        _requests = new RequestNames(limits.RequestNames);
        _failures = new FailureTable(limits, _requests);
        _checks = new NameIds(limits.Checks);
        _transactions = new TransactionNames(limits.Transactions);
        _metrics = new CustomMetricNames(limits.Metrics);
    }

    public MetricsLimits Limits { get; }

    /// <summary>Distinct request names beyond the limit.</summary>
    public NameOverflow Overflow => _requests.Overflow;

    /// <summary>Trends with values above what a histogram tells apart, and how many those were.</summary>
    public IReadOnlyList<(string Name, long Count)> ClampedTrends => _metrics.Clamped;

    /// <summary>Whether there were more metrics of the test's own than are told apart.</summary>
    public bool HasMoreMetrics => _metrics.IsOver;

    /// <summary>The id of a key; beyond the limit that of <see cref="RequestKey.Other"/>. Thread-safe, cheap for known keys.</summary>
    public int RequestId(string method, string name) => _requests.Id(method, name);

    /// <summary>The key of an id that <see cref="RequestId"/> gave. Thread-safe.</summary>
    public RequestKey Request(int requestId) => _requests[requestId];

    /// <summary>The id of a failure; beyond the limit of texts that of "(other)" of the same request and kind. Thread-safe.</summary>
    public int FailureId(int requestId, FailureKind kind, string text) => _failures.Id(requestId, kind, text);

    /// <summary>True while that failure's request and kind still want samples; ask before making one. Thread-safe.</summary>
    public bool WantsSample(int failureId) => _failures.WantsSample(failureId);

    /// <summary>Keeps a sample, unless enough were kept meanwhile. Thread-safe. It appears in the flush that counts the failure.</summary>
    public void AddSample(int failureId, FailureSample sample) => _failures.AddSample(failureId, sample);

    /// <summary>The id of a check; beyond the limit that of "(other)". Thread-safe.</summary>
    public int CheckId(string name) => _checks.Id(name);

    /// <summary>The id of a transaction; beyond the limit that of "(other)". Thread-safe.</summary>
    /// <param name="outer">The transaction that it is in; <see cref="TransactionNames.None"/> without one.</param>
    /// <param name="name">Its own name.</param>
    public int TransactionId(int outer, string name) => _transactions.Id(outer, name);

    /// <summary>The id of a metric of the test's own; beyond the limit that of the others of its kind. Thread-safe.</summary>
    /// <exception cref="InvalidOperationException">The name is that of a metric of another kind.</exception>
    public int MetricId(CustomMetricKind kind, string name) => _metrics.Id(kind, name);

    /// <summary>Says that a trend's value was too large for its histogram.</summary>
    public void ClampedTrend(int metricId) => _metrics.Clamp(metricId);

    /// <summary>A shard for one thread. It lives as long as the recorder.</summary>
    public MetricsShard NewShard()
    {
        var shard = new MetricsShard(_userErrors, _selections);
        lock (_shardsGate)
        {
            _shards.Add(shard);
        }

        return shard;
    }

    /// <summary>
    /// Takes everything recorded since the last flush out of all shards. One caller at a time. What it returns is the caller's: the recorder keeps
    /// no reference to it.
    /// </summary>
    /// <param name="now">Becomes first and last occurrence of the failures.</param>
    public MetricsDelta Flush(DateTimeOffset now)
    {
        MetricsShard[] shards;
        lock (_shardsGate)
        {
            shards = [.. _shards];
        }

        var merge = new DeltaMerge(_metrics, _selections.Length);
        foreach (var shard in shards)
        {
            var interval = shard.Swap();
            merge.Add(interval);
            interval.Clear();
        }

        return merge.ToDelta(_requests, _failures, _checks, _transactions, now);
    }

    /// <summary>What was recorded beside the shards, under this recorder's ids: by an importer, which knows each record's own second. It stays as it is.</summary>
    public MetricsDelta Delta(ShardInterval interval, DateTimeOffset now)
    {
        var merge = new DeltaMerge(_metrics, _selections.Length);
        merge.Add(interval);
        return merge.ToDelta(_requests, _failures, _checks, _transactions, now);
    }

    /// <summary>The key of a failure that <see cref="FailureId"/> gave. Thread-safe.</summary>
    public FailureKey Failure(int failureId) => _failures.Key(failureId);
}
