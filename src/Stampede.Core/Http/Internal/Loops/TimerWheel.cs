using System.Numerics;

namespace Stampede.Engine;

/// <summary>
/// Timers in 1 ms slots. Invariant: an entry due at millisecond d stands in slot d mod <see cref="Slots"/>; an entry of a later
/// turn of the wheel stays where it is when its slot is passed. Adding and removing take constant time.
/// </summary>
internal sealed class TimerWheel
{
    public const int Slots = 8192;
    private const int Mask = Slots - 1;

    private readonly TimerEntry?[] _slots = new TimerEntry?[Slots];
    private readonly ulong[] _used = new ulong[Slots / 64];
    private long _now;

    /// <param name="now">The wheel's present, in milliseconds.</param>
    public TimerWheel(long now) => _now = now;

    public int Count { get; private set; }

    /// <summary>The largest delay between due and fired since the last <see cref="TakeLateness"/>, in milliseconds.</summary>
    public long Lateness { get; private set; }

    public long TakeLateness()
    {
        var lateness = Lateness;
        Lateness = 0;
        return lateness;
    }

    /// <summary>Adds an entry. What is due already fires at the next <see cref="Advance"/>.</summary>
    public void Add(TimerEntry entry, long due)
    {
        if (due <= _now)
        {
            due = _now + 1;
        }

        var slot = (int)(due & Mask);
        var head = _slots[slot];
        entry.Due = due;
        entry.Previous = null;
        entry.Next = head;
        if (head is not null)
        {
            head.Previous = entry;
        }

        _slots[slot] = entry;
        _used[slot >> 6] |= 1UL << (slot & 63);
        Count++;
    }

    public void Remove(TimerEntry entry)
    {
        if (entry.Due < 0)
        {
            return;
        }

        var slot = (int)(entry.Due & Mask);
        if (entry.Previous is null)
        {
            _slots[slot] = entry.Next;
            if (entry.Next is null)
            {
                _used[slot >> 6] &= ~(1UL << (slot & 63));
            }
        }
        else
        {
            entry.Previous.Next = entry.Next;
        }

        if (entry.Next is not null)
        {
            entry.Next.Previous = entry.Previous;
        }

        entry.Next = entry.Previous = null;
        entry.Due = -1;
        Count--;
    }

    /// <summary>Fires everything due up to <paramref name="now"/>, in order of its millisecond.</summary>
    public void Advance(long now)
    {
        if (Count == 0)
        {
            _now = Math.Max(_now, now);
            return;
        }

        if (now - _now > Slots)
        {
            // Longer than a turn: each slot needs to be looked at only once.
            FireSlots(now - Slots, now, now);
        }
        else
        {
            FireSlots(_now, now, now);
        }
    }

    /// <summary>Milliseconds until the next entry may be due, at most <paramref name="most"/>.</summary>
    public int UntilNext(int most)
    {
        if (Count == 0)
        {
            return most;
        }

        for (var ahead = 1; ahead <= most;)
        {
            var slot = (int)((_now + ahead) & Mask);
            var word = _used[slot >> 6] >> (slot & 63);
            if (word != 0)
            {
                return Math.Min(most, ahead + BitOperations.TrailingZeroCount(word));
            }

            ahead += 64 - (slot & 63);
        }

        return most;
    }

    private void FireSlots(long from, long to, long now)
    {
        // From the start: what fires and adds an entry that is due already is not called again in this turn, however far behind the wheel is.
        _now = now;
        for (var tick = from + 1; tick <= to; tick++)
        {
            var slot = (int)(tick & Mask);
            if ((_used[slot >> 6] & (1UL << (slot & 63))) == 0)
            {
                continue;
            }

            // What fires may add and remove entries, of this slot too: start again from its head after each.
            while (FirstDue(slot, now) is { } entry)
            {
                Lateness = Math.Max(Lateness, now - entry.Due);
                Remove(entry);
                entry.Fire();
            }
        }
    }

    private TimerEntry? FirstDue(int slot, long now)
    {
        var entry = _slots[slot];
        while (entry is not null && entry.Due > now)
        {
            entry = entry.Next;
        }

        return entry;
    }
}
