namespace ControlPlane.Events;

/// <summary>The latest events, bounded in number and in the size of their data.</summary>
internal sealed class MemoryEventLog(TimeProvider clock, int capacity = 300_000, long maxData = 64 << 20) : IEventLog
{
    // Under the lock: _ring[s % capacity] is the event with sequence s, for _oldest <= s <= _newest, and Before the sequence of the event before it with
    // the same correlation id, 0 for none; _last holds the newest sequence of each correlation id that has one in the ring; _data their data's length.
    private readonly Lock _lock = new();
    private readonly (LoggedEvent Event, long Before)[] _ring = new (LoggedEvent, long)[capacity];
    private readonly Dictionary<Guid, long> _last = [];
    private long _oldest = 1;
    private long _newest;
    private long _data;

    public ValueTask<LoggedEvent> Append(EventDraft draft, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return new(Add(draft, clock.GetUtcNow()));
        }
    }

    /// <summary>Logs several, one after the other and nothing in between.</summary>
    public void Append(IReadOnlyList<EventDraft> drafts)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            for (var i = 0; i < drafts.Count; i++)
            {
                Add(drafts[i], now);
            }
        }
    }

    public ValueTask<IReadOnlyList<LoggedEvent>> Latest(int count, Guid? correlationId, EventType? type, CancellationToken cancellationToken)
    {
        var found = new List<LoggedEvent>();
        lock (_lock)
        {
            var at = correlationId is { } id ? _last.GetValueOrDefault(id) : _newest;
            while (at >= _oldest && found.Count < count)
            {
                var (logged, before) = _ring[at % capacity];
                if (type is null || logged.Draft.Type == type)
                {
                    found.Add(logged);
                }

                at = correlationId is null ? at - 1 : before;
            }
        }

        found.Reverse();
        return new(found);
    }

    private LoggedEvent Add(EventDraft draft, DateTimeOffset now)
    {
        _data += draft.Data.Length;
        while (_newest - _oldest + 1 >= capacity || _data > maxData && _oldest <= _newest)
        {
            ForgetOldest();
        }

        var logged = new LoggedEvent(++_newest, draft, now);
        _ring[_newest % capacity] = (logged, _last.GetValueOrDefault(draft.CorrelationId));
        _last[draft.CorrelationId] = _newest;
        return logged;
    }

    private void ForgetOldest()
    {
        ref var place = ref _ring[_oldest % capacity];
        var draft = place.Event.Draft;
        _data -= draft.Data.Length;
        if (_last[draft.CorrelationId] == _oldest)
        {
            _last.Remove(draft.CorrelationId);
        }

        place = default;
        _oldest++;
    }
}
