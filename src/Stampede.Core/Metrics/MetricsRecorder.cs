namespace Stampede.Metrics;

/// <summary>Collects settled requests, checks, iterations and failures of one run. Ids are cheap to record under; names are interned once.</summary>
internal sealed class MetricsRecorder
{
    public MetricsRecorder(MetricsLimits limits) => Limits = limits;

    public MetricsLimits Limits { get; }

    /// <summary>The id of a key; beyond the limit that of <see cref="RequestKey.Other"/>. Thread-safe, cheap for known keys.</summary>
    public int RequestId(string method, string name) => throw new NotImplementedException();

    /// <summary>The id of a failure; beyond the limit of texts that of "(other)" of the same request and kind. Thread-safe.</summary>
    public int FailureId(int requestId, FailureKind kind, string text) => throw new NotImplementedException();

    /// <summary>True while that failure still wants samples; ask before making one.</summary>
    public bool WantsSample(int failureId) => throw new NotImplementedException();

    public void AddSample(int failureId, FailureSample sample) => throw new NotImplementedException();

    /// <summary>The id of a check; thread-safe.</summary>
    public int CheckId(string name) => throw new NotImplementedException();

    /// <summary>A shard for one thread.</summary>
    public MetricsShard NewShard() => throw new NotImplementedException();

    /// <summary>Takes everything recorded since the last flush out of all shards. One caller at a time.</summary>
    public MetricsDelta Flush(DateTimeOffset now) => throw new NotImplementedException();

    public NameOverflow Overflow => throw new NotImplementedException();
}
