using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>What one shard recorded between two flushes.</summary>
/// <param name="selections">How many selections of requests there are.</param>
internal sealed class ShardInterval(int selections)
{
    private readonly RequestTable[] _selections = [.. Enumerable.Range(0, selections).Select(_ => new RequestTable())];
    private RequestTable _requests = new();
    private RequestTable _transactions = new();
    private CustomMetricAccumulator?[] _metrics = [];

    /// <summary>By request id; null or with nothing settled where there was none.</summary>
    public ReadOnlySpan<RequestAccumulator?> Requests => _requests.All;

    /// <summary>By transaction id, in the same way.</summary>
    public ReadOnlySpan<RequestAccumulator?> Transactions => _transactions.All;

    /// <summary>By metric id; null or without samples where there was none.</summary>
    public ReadOnlySpan<CustomMetricAccumulator?> Metrics => _metrics;

    /// <summary>By failure id.</summary>
    public Tally Failures { get; } = new();

    public Tally ChecksPassed { get; } = new();

    public Tally ChecksFailed { get; } = new();

    public Tally TasksStarted { get; } = new();

    public Tally IterationsDone { get; } = new();

    public Dictionary<UserErrorKey, UserErrorStats> UserErrors { get; } = [];

    /// <summary>Of a selection's requests, by request id.</summary>
    public ReadOnlySpan<RequestAccumulator?> Selected(int selection) => _selections[selection].All;

    public RequestAccumulator Request(int id) => _requests[id];

    public RequestAccumulator Transaction(int id) => _transactions[id];

    public RequestAccumulator Selected(int selection, int id) => _selections[selection][id];

    public CustomMetricAccumulator Metric(int id)
    {
        if (id >= _metrics.Length)
        {
            Array.Resize(ref _metrics, Math.Max(id + 1, Math.Max(8, _metrics.Length * 2)));
        }

        return _metrics[id] ??= new CustomMetricAccumulator();
    }

    public void Clear()
    {
        _requests.Clear();
        _transactions.Clear();
        foreach (ref readonly var selection in _selections.AsSpan())
        {
            selection.Clear();
        }

        foreach (var metric in _metrics)
        {
            metric?.Clear();
        }

        Failures.Clear();
        ChecksPassed.Clear();
        ChecksFailed.Clear();
        TasksStarted.Clear();
        IterationsDone.Clear();
        UserErrors.Clear();
    }
}
