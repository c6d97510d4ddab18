using System.Numerics;
using System.Runtime.CompilerServices;

namespace Stampede.Engine;

/// <summary>
/// The counters of a histogram by index: all in <see cref="FewCounts"/> while they are few, then in pages of 1,024, made on first use.
/// A page is exactly one power of two of the values (the first two share those below 2,048): index = page &lt;&lt; 10 | slot.
/// </summary>
internal struct HistogramCounters()
{
    private const int PageBits = 10;
    private const int PageCount = 23;
    private const int SlotMask = HistogramPages.Size - 1;

    /// <summary>Counters with so few values in all are added one by one, so that a sum of few stays without pages.</summary>
    private const int FewValues = 64;

    private static readonly int[]?[] NoPages = new int[PageCount][];

    private int[]?[] _pages = NoPages;
    private FewCounts _few;

    // What did not fit an int. An index that is in here has at least 1 in its slot, so that walks may skip slots of 0.
    private Dictionary<int, long>? _carry;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Increment(int index)
    {
        if (_pages[index >> PageBits] is { } page && page[index & SlotMask] < int.MaxValue)
        {
            page[index & SlotMask]++;
        }
        else
        {
            Add(index, 1);
        }
    }

    public void Add(int index, long count)
    {
        if (_pages == NoPages)
        {
            if (_few.TryAdd(index, count))
            {
                return;
            }

            MoveToPages();
        }

        Add(ref Page(index >> PageBits)[index & SlotMask], index, count);
    }

    /// <summary>Adds another's, which must not be these themselves.</summary>
    /// <param name="other">The other.</param>
    /// <param name="values">The sum of its counters.</param>
    public void Add(in HistogramCounters other, long values)
    {
        if (values <= FewValues || other._few.Length > 0)
        {
            foreach (var (index, count) in other.All())
            {
                Add(index, count);
            }

            return;
        }

        if (_pages == NoPages)
        {
            MoveToPages();
        }

        for (var p = 0; p < PageCount; p++)
        {
            if (other._pages[p] is { } from && from.AsSpan().ContainsAnyExcept(0))
            {
                AddPage(p, Page(p), from);
            }
        }

        foreach (var (index, carried) in other._carry ?? [])
        {
            _carry ??= [];
            _carry[index] = _carry.GetValueOrDefault(index) + carried;
        }
    }

    /// <summary>Index and count of those that are not 0, in rising order.</summary>
    public readonly IEnumerable<(int Index, long Count)> All()
    {
        for (var i = 0; i < _few.Length; i++)
        {
            yield return _few[i];
        }

        for (var p = 0; p < PageCount; p++)
        {
            var page = _pages[p] ?? [];
            for (var s = 0; s < page.Length; s++)
            {
                if (page[s] != 0)
                {
                    yield return ((p << PageBits) | s, Count((p << PageBits) | s, page[s]));
                }
            }
        }
    }

    /// <summary>The index that holds the rank-th smallest value, from 1.</summary>
    public readonly int IndexAtRank(long rank)
    {
        for (var i = 0; i < _few.Length; i++)
        {
            rank -= _few[i].Count;
            if (rank <= 0)
            {
                return _few[i].Index;
            }
        }

        for (var p = 0; p < PageCount; p++)
        {
            var page = _pages[p] ?? [];
            for (var s = 0; s < page.Length; s++)
            {
                if (page[s] == 0)
                {
                    continue;
                }

                rank -= Count((p << PageBits) | s, page[s]);
                if (rank <= 0)
                {
                    return (p << PageBits) | s;
                }
            }
        }

        throw new ArgumentOutOfRangeException(nameof(rank), rank, "The counters hold fewer values.");
    }

    /// <summary>Forgets all; the pages go back to the pool.</summary>
    public void Clear()
    {
        foreach (var page in _pages)
        {
            HistogramPages.Return(page);
        }

        _pages = NoPages;
        _few.Clear();
        _carry = null;
    }

    /// <summary>Forgets all; the pages stay.</summary>
    public void Reset()
    {
        foreach (var page in _pages)
        {
            Array.Clear(page ?? []);
        }

        _few.Clear();
        _carry = null;
    }

    private readonly long Count(int index, int slot) => _carry is null ? slot : slot + _carry.GetValueOrDefault(index);

    private readonly int[] Page(int p) => _pages[p] ??= HistogramPages.Rent();

    private void Add(ref int slot, int index, long count)
    {
        var sum = slot + count;
        if (sum <= int.MaxValue)
        {
            slot = (int)sum;
            return;
        }

        _carry ??= [];
        _carry[index] = _carry.GetValueOrDefault(index) + sum - 1;
        slot = 1;
    }

    private void AddPage(int p, int[] to, int[] from)
    {
        for (var s = 0; s < to.Length; s += Vector<int>.Count)
        {
            var sum = new Vector<int>(to, s) + new Vector<int>(from, s);
            if (!Vector.LessThanAny(sum, Vector<int>.Zero))
            {
                sum.CopyTo(to, s);
                continue;
            }

            for (var i = s; i < s + Vector<int>.Count; i++)
            {
                Add(ref to[i], (p << PageBits) | i, from[i]);
            }
        }
    }

    private void MoveToPages()
    {
        _pages = new int[PageCount][];
        for (var i = 0; i < _few.Length; i++)
        {
            var (index, count) = _few[i];
            Add(ref Page(index >> PageBits)[index & SlotMask], index, count);
        }

        _few.Clear();
    }
}
