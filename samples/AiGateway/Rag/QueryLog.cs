using System.Collections.Concurrent;

namespace AiGateway.Rag;

/// <summary>The latest questions: when, how fast, and from where their answers came.</summary>
internal sealed class QueryLog(TimeProvider clock)
{
    private const int Capacity = 100_000;

    private readonly ConcurrentQueue<Entry> _entries = new();

    public void Add(bool cached, bool failed, TimeSpan time)
    {
        _entries.Enqueue(new(clock.GetTimestamp(), cached, failed, time));
        if (_entries.Count > Capacity)
        {
            _entries.TryDequeue(out _);
        }
    }

    /// <summary>Those of the last hours.</summary>
    public IReadOnlyList<Entry> Since(int hours) => [.. _entries.Where(entry => clock.GetElapsedTime(entry.At) <= TimeSpan.FromHours(hours))];

    internal readonly record struct Entry(long At, bool Cached, bool Failed, TimeSpan Time);
}
