using Stampede.Metrics;

namespace Stampede.Engine;

/// <summary>What one shard recorded between two flushes.</summary>
internal sealed class ShardInterval
{
    private RequestAccumulator?[] _requests = new RequestAccumulator?[16];

    /// <summary>By request id; null or with nothing settled where there was none.</summary>
    public ReadOnlySpan<RequestAccumulator?> Requests => _requests;

    /// <summary>By failure id.</summary>
    public Tally Failures { get; } = new();

    public Tally ChecksPassed { get; } = new();

    public Tally ChecksFailed { get; } = new();

    public Tally TasksStarted { get; } = new();

    public Tally IterationsDone { get; } = new();

    public Dictionary<UserErrorKey, UserErrorStats> UserErrors { get; } = [];

    public RequestAccumulator Request(int id)
    {
        var requests = _requests;
        return (uint)id < (uint)requests.Length && requests[id] is { } known ? known : NewRequest(id);
    }

    public void Clear()
    {
        foreach (var request in _requests)
        {
            if (request is { Settled: > 0 })
            {
                request.Clear();
            }
        }

        Failures.Clear();
        ChecksPassed.Clear();
        ChecksFailed.Clear();
        TasksStarted.Clear();
        IterationsDone.Clear();
        UserErrors.Clear();
    }

    private RequestAccumulator NewRequest(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        if (id >= _requests.Length)
        {
            Array.Resize(ref _requests, Math.Max(id + 1, _requests.Length * 2));
        }

        return _requests[id] = new RequestAccumulator();
    }
}
