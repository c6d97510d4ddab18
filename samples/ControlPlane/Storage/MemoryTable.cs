using ControlPlane.Events;

namespace ControlPlane.Storage;

/// <summary>The latest rows; beyond the capacity the oldest is forgotten, so that memory is bounded however long a test runs.</summary>
internal sealed class MemoryTable<TRow>(int capacity, MemoryEventLog log, params Field<TRow>[] fields) : ITable<TRow>
    where TRow : class, IRow<TRow>
{
    // Under the lock: _latest[n % capacity] is the row with number n, for the last min(_added, capacity) numbers up to _added; _byKey holds the
    // same numbers, and each index holds them once, under the row's present value.
    private readonly Lock _lock = new();
    private readonly TRow[] _latest = new TRow[capacity];
    private readonly Dictionary<string, long> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<long>>[] _indexes =
        [.. fields.Select(_ => new Dictionary<string, SortedSet<long>>(StringComparer.Ordinal))];

    private long _added;

    public ValueTask<(TRow Row, bool Added)> Add(TRow row, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(row.Key, out var number))
            {
                return new((_latest[number % capacity], false));
            }

            row = Insert(row);
            log.Append(events);
            return new((row, true));
        }
    }

    public ValueTask AddMissing(IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            foreach (var row in rows)
            {
                if (!_byKey.ContainsKey(row.Key))
                {
                    Insert(row);
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<TRow?> Find(string key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(_byKey.TryGetValue(key, out var number) ? _latest[number % capacity] : null);
        }
    }

    public ValueTask<Change<TRow>> Update(string key, Func<TRow, TRow?> change, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out var number))
            {
                return new(default(Change<TRow>));
            }

            ref var place = ref _latest[number % capacity];
            var before = place;
            if (change(before) is not { } after)
            {
                return new(new Change<TRow>(before, null));
            }

            place = after;
            for (var i = 0; i < fields.Length; i++)
            {
                var (old, now) = (fields[i].Value(before), fields[i].Value(after));
                if (old != now)
                {
                    Leave(_indexes[i], old, number);
                    Enter(_indexes[i], now, number);
                }
            }

            log.Append(events);
            return new(new Change<TRow>(before, after));
        }
    }

    public ValueTask<IReadOnlyList<TRow>> Newest(int count, IReadOnlyList<Filter> filters, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // The narrowest index is walked, the other filters are asked of its rows.
            var numbers = All();
            var narrowest = long.MaxValue;
            foreach (var filter in filters)
            {
                if (!_indexes[IndexOf(filter)].TryGetValue(filter.Value, out var matching))
                {
                    return new([]);
                }

                if (matching.Count < narrowest)
                {
                    (narrowest, numbers) = (matching.Count, matching.Reverse());
                }
            }

            var found = new List<TRow>();
            foreach (var number in numbers)
            {
                var row = _latest[number % capacity];
                if (found.Count == count)
                {
                    break;
                }

                if (Matches(row, filters))
                {
                    found.Add(row);
                }
            }

            return new(found);
        }
    }

    private static void Enter(Dictionary<string, SortedSet<long>> index, string value, long number)
    {
        if (!index.TryGetValue(value, out var numbers))
        {
            index.Add(value, numbers = []);
        }

        numbers.Add(number);
    }

    private static void Leave(Dictionary<string, SortedSet<long>> index, string value, long number)
    {
        var numbers = index[value];
        numbers.Remove(number);
        if (numbers.Count == 0)
        {
            index.Remove(value);
        }
    }

    private TRow Insert(TRow row)
    {
        var number = ++_added;
        ref var place = ref _latest[number % capacity];
        if (number > capacity)
        {
            _byKey.Remove(place.Key);
            for (var i = 0; i < fields.Length; i++)
            {
                Leave(_indexes[i], fields[i].Value(place), number - capacity);
            }
        }

        place = row.Numbered(number);
        _byKey.Add(row.Key, number);
        for (var i = 0; i < fields.Length; i++)
        {
            Enter(_indexes[i], fields[i].Value(place), number);
        }

        return place;
    }

    private IEnumerable<long> All()
    {
        for (var number = _added; number > Math.Max(0, _added - capacity); number--)
        {
            yield return number;
        }
    }

    private bool Matches(TRow row, IReadOnlyList<Filter> filters)
    {
        foreach (var filter in filters)
        {
            if (fields[IndexOf(filter)].Value(row) != filter.Value)
            {
                return false;
            }
        }

        return true;
    }

    private int IndexOf(Filter filter) => Array.FindIndex(fields, field => field.Name == filter.Field);
}
