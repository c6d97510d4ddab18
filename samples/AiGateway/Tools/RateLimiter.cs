using System.Collections.Concurrent;

namespace AiGateway.Tools;

/// <summary>Counts each user's calls of each tool within its window.</summary>
internal sealed class RateLimiter(TimeProvider clock)
{
    /// <summary>Users name themselves: beyond so many, those who have not called within the longest window are forgotten.</summary>
    private const int MaxHistories = 20_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(string User, string Tool), History> _histories = new();
    private long _forgot;

    /// <summary>Counts a call, if there may be one.</summary>
    public bool TryCall(string user, Tool tool)
    {
        // Not with each call: all of them are gone through.
        var forgot = Interlocked.Read(ref _forgot);
        if (_histories.Count >= MaxHistories && clock.GetElapsedTime(forgot) > Pause && Interlocked.CompareExchange(ref _forgot, clock.GetTimestamp(), forgot) == forgot)
        {
            Forget();
        }

        var history = _histories.GetOrAdd((user, tool.Name), _ => new());
        lock (history)
        {
            Trim(history, tool.Limit.Window);
            if (history.Calls.Count >= tool.Limit.All)
            {
                return false;
            }

            history.Calls.Enqueue(clock.GetTimestamp());
            return true;
        }
    }

    /// <summary>How many calls are left, and when the oldest of those that count is forgotten.</summary>
    public (int Remaining, TimeSpan? Reset) Left(string user, Tool tool)
    {
        if (!_histories.TryGetValue((user, tool.Name), out var history))
        {
            return (tool.Limit.All, null);
        }

        lock (history)
        {
            Trim(history, tool.Limit.Window);
            return (
                tool.Limit.All - history.Calls.Count,
                history.Calls.TryPeek(out var oldest) ? tool.Limit.Window - clock.GetElapsedTime(oldest) : null);
        }
    }

    private void Trim(History history, TimeSpan window)
    {
        while (history.Calls.TryPeek(out var oldest) && clock.GetElapsedTime(oldest) >= window)
        {
            history.Calls.Dequeue();
        }
    }

    private void Forget()
    {
        foreach (var (key, history) in _histories)
        {
            lock (history)
            {
                Trim(history, Longest);
                if (history.Calls.Count == 0)
                {
                    _histories.TryRemove(key, out _);
                }
            }
        }
    }

    private sealed class History
    {
        public Queue<long> Calls { get; } = new();
    }
}
