using System.Collections.Concurrent;

namespace AiGateway.Rag;

/// <summary>Answers by question, collection and number of chunks, for some hours.</summary>
internal sealed class QueryCache(TimeSpan timeToLive, TimeProvider clock)
{
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<Key, (QueryAnswer Answer, long Made)> _entries = new();
    private long _hits;
    private long _misses;

    public TimeSpan TimeToLive => timeToLive;

    public int Count => _entries.Count;

    public long Hits => Interlocked.Read(ref _hits);

    public long Misses => Interlocked.Read(ref _misses);

    public static Key KeyOf(string collection, string query, int count) =>
        new(collection, string.Join(' ', query.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), count);

    /// <summary>The answer, if there is one that is young enough.</summary>
    public QueryAnswer? Find(Key key)
    {
        if (_entries.TryGetValue(key, out var entry) && IsFresh(entry.Made))
        {
            Interlocked.Increment(ref _hits);
            return entry.Answer;
        }

        Interlocked.Increment(ref _misses);
        return null;
    }

    public void Add(Key key, QueryAnswer answer)
    {
        if (_entries.Count >= Capacity)
        {
            RemoveExpired();
        }

        if (_entries.Count < Capacity)
        {
            _entries[key] = (answer, clock.GetTimestamp());
        }
    }

    /// <summary>Forgets what is too old.</summary>
    /// <returns>How many that were.</returns>
    public int RemoveExpired() => Remove((_, made) => !IsFresh(made));

    /// <summary>Forgets the answers from one collection, or all.</summary>
    /// <returns>How many that were.</returns>
    public int Remove(string? collection) => Remove((key, _) => collection is null || key.Collection == collection);

    private int Remove(Func<Key, long, bool> which)
    {
        var removed = 0;
        foreach (var (key, entry) in _entries)
        {
            if (which(key, entry.Made) && _entries.TryRemove(key, out _))
            {
                removed++;
            }
        }

        return removed;
    }

    private bool IsFresh(long made) => clock.GetElapsedTime(made) < timeToLive;

    internal readonly record struct Key(string Collection, string Query, int Count);
}
