using System.Numerics;
using Stampede.Engine;

namespace Stampede.Metrics;

/// <summary>
/// A high dynamic range histogram of microseconds: 1 µs to 1 h, three significant digits (a bucket is at most 0.1 % wide).
/// Counts, sum, smallest and largest value are exact. It grows by 4 KB pages, made on first use. Not thread-safe.
/// </summary>
public sealed class Histogram
{
    /// <summary>The largest value that is told apart: 1 h, in microseconds.</summary>
    public const long Largest = 3_600_000_000;

    /// <summary>The layout that every histogram here has: 2,048 sub-buckets, 22 powers of two, 23,552 counters.</summary>
    internal static readonly HistogramLayout Layout = HistogramLayout.Of(1, Largest, 3);

    // A page is exactly one power of two (the first two share the values below 2,048): index = page << 10 | slot.
    private const int PageBits = 10;
    private const int PageCount = 23;
    private const int SubBucketMask = 2047;

    private static readonly int[]?[] NoPages = new int[PageCount][];

    private int[]?[] _pages = NoPages;

    // What did not fit an int counter. An index that is in here has at least 1 in its slot, so that walks may skip zero slots.
    private Dictionary<int, long>? _carry;
    private long _min = long.MaxValue;

    /// <summary>Number of recorded values.</summary>
    public long Count { get; private set; }

    /// <summary>Exact sum of the recorded values, in microseconds; after <see cref="Decode"/> from the middles of the buckets until <see cref="Restore"/>.</summary>
    public long Sum { get; private set; }

    /// <summary>Exact smallest value, in microseconds; 0 without values.</summary>
    public long Min => Count == 0 ? 0 : _min;

    /// <summary>Exact largest value, in microseconds; 0 without values.</summary>
    public long Max { get; private set; }

    /// <summary>Exact mean in microseconds; NaN without values.</summary>
    public double Mean => (double)Sum / Count;

    /// <summary>The buckets that hold values, in rising order.</summary>
    public IEnumerable<HistogramBucket> Buckets
    {
        get
        {
            foreach (var (index, count) in Counts())
            {
                yield return new HistogramBucket(Layout.Low(index), Layout.High(index), count);
            }
        }
    }

    /// <summary>Records a value; below 0 counts as 0, above 1 h as 1 h.</summary>
    /// <param name="microseconds">The value.</param>
    /// <param name="count">How often it occurred; 0 or more, default 1.</param>
    /// <exception cref="OverflowException">The sum of all values would exceed 64 bits.</exception>
    public void Record(long microseconds, long count = 1)
    {
        if ((ulong)microseconds > Largest)
        {
            microseconds = microseconds < 0 ? 0 : Largest;
        }

        if (count != 1)
        {
            RecordMany(microseconds, count);
            return;
        }

        var index = IndexOf(microseconds);
        var page = _pages[index >> PageBits] ?? NewPage(index >> PageBits);
        ref var slot = ref page[index & (HistogramPages.Size - 1)];
        if (++slot < 0)
        {
            slot--;
            AddAt(ref slot, index, 1);
        }

        Count++;
        Sum += microseconds;
        if (microseconds < _min)
        {
            _min = microseconds;
        }

        if (microseconds > Max)
        {
            Max = microseconds;
        }
    }

    /// <summary>Adds all values of another.</summary>
    public void Add(Histogram other)
    {
        if (other.Count == 0)
        {
            return;
        }

        if (other == this)
        {
            other = Copy(); // what is carried must not be added twice
        }

        for (var p = 0; p < PageCount; p++)
        {
            if (other._pages[p] is { } from)
            {
                AddPage(p, _pages[p] ?? NewPage(p), from);
            }
        }

        if (other._carry is not null)
        {
            _carry ??= [];
            foreach (var (index, carried) in other._carry)
            {
                _carry[index] = _carry.GetValueOrDefault(index) + carried;
            }
        }

        Count += other.Count;
        Sum += other.Sum;
        _min = Math.Min(_min, other._min);
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>A histogram of its own with the same values.</summary>
    public Histogram Copy()
    {
        var copy = new Histogram();
        copy.Add(this);
        return copy;
    }

    /// <summary>
    /// The value at a percentile, in microseconds: the highest value of the bucket that holds the ⌈percentile × count⌉-th value, never above
    /// <see cref="Max"/> and never below <see cref="Min"/>; 0 without values.
    /// </summary>
    /// <param name="percentile">0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public long Percentile(double percentile)
    {
        if (!(percentile is >= 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "A percentile is between 0 and 100.");
        }

        if (Count == 0 || percentile == 0)
        {
            return Min;
        }

        // One step down: 99.9 / 100 * 1000 is a hair above 999 in floating point, and must not become rank 1000.
        var rank = (long)Math.Ceiling(Math.BitDecrement(percentile) / 100 * Count);
        return ValueAtRank(Math.Clamp(rank, 1, Count));
    }

    /// <summary>The rank-th smallest value as <see cref="Percentile"/> gives it: the ends of a percentile's confidence interval are ranks.</summary>
    /// <param name="rank">1 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public long ValueAtRank(long rank)
    {
        if (rank < 1 || rank > Count)
        {
            throw new ArgumentOutOfRangeException(nameof(rank), rank, $"A rank is between 1 and the number of values, {Count}.");
        }

        var left = rank;
        for (var p = 0; p < PageCount; p++)
        {
            if (_pages[p] is not { } page)
            {
                continue;
            }

            for (var s = 0; s < page.Length; s++)
            {
                if (page[s] == 0)
                {
                    continue;
                }

                var index = (p << PageBits) | s;
                left -= _carry is null ? page[s] : CountAt(index, page[s]);
                if (left <= 0)
                {
                    return Math.Clamp(Layout.High(index), Min, Max);
                }
            }
        }

        return Max;
    }

    /// <summary>Forgets all values. Its pages go back to a pool shared by all histograms, so call it on what is no longer needed.</summary>
    public void Clear()
    {
        foreach (var page in _pages)
        {
            HistogramPages.Return(page);
        }

        _pages = NoPages;
        Forget();
    }

    /// <summary>Gives a decoded histogram the exact figures that the encoding does not carry.</summary>
    /// <param name="sum">The sum of the values, in microseconds.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    /// <exception cref="InvalidDataException">They cannot be those of these values.</exception>
    public void Restore(long sum, long min, long max)
    {
        if (Count == 0)
        {
            if ((sum, min, max) != (0, 0, 0))
            {
                throw new InvalidDataException($"A histogram without values cannot have sum {sum}, min {min} and max {max}.");
            }

            return;
        }

        if (min < 0 || max > Largest || IndexOf(min) != IndexOf(Min) || IndexOf(max) != IndexOf(Max))
        {
            throw new InvalidDataException($"A histogram of values from about {Min} to about {Max} cannot have min {min} and max {max}.");
        }

        if (sum < (Int128)min * Count || sum > (Int128)max * Count)
        {
            throw new InvalidDataException($"{Count} values from {min} to {max} cannot have the sum {sum}.");
        }

        (Sum, _min, Max) = (sum, min, max);
    }

    /// <summary>The standard V2 compressed form in base64 ("HISTFAAA…"), which every HdrHistogram library reads.</summary>
    public string Encode() => HistogramCodec.Encode(this);

    /// <summary>
    /// Reads the standard V2 compressed form. Sum, min and max are as exact as the buckets; <see cref="Restore"/> sets those that were kept beside.
    /// </summary>
    /// <exception cref="InvalidDataException">It is not one, is damaged, or has another resolution than 1 µs and three digits.</exception>
    public static Histogram Decode(string base64) => FromDecoded(HistogramCodec.Decode(base64));

    /// <summary>Index and count of the counters that are not 0, in rising order.</summary>
    internal IEnumerable<(int Index, long Count)> Counts()
    {
        for (var p = 0; p < PageCount; p++)
        {
            if (_pages[p] is not { } page)
            {
                continue;
            }

            for (var s = 0; s < page.Length; s++)
            {
                if (page[s] != 0)
                {
                    var index = (p << PageBits) | s;
                    yield return (index, CountAt(index, page[s]));
                }
            }
        }
    }

    /// <summary>Like <see cref="Clear"/>, but keeps the pages: for what records on at once and must not allocate.</summary>
    internal void Reset()
    {
        foreach (var page in _pages)
        {
            Array.Clear(page ?? []);
        }

        Forget();
    }

    private static Histogram FromDecoded(DecodedHistogram decoded)
    {
        var layout = decoded.Layout;
        if (layout.Lowest != Layout.Lowest || layout.Digits != Layout.Digits)
        {
            throw new InvalidDataException(
                $"The histogram has a resolution of {layout.Lowest} with {layout.Digits} significant digits; expected is 1 with 3 digits. "
                + "Merging different resolutions would change the values.");
        }

        var histogram = new Histogram();
        foreach (var (index, count) in decoded.Counts)
        {
            if (Layout.Low(index) > Largest)
            {
                throw new InvalidDataException($"The histogram holds a value of {Layout.Low(index)}, above the largest allowed, {Largest}.");
            }

            var sum = (Int128)layout.Median(index) * count + histogram.Sum;
            if (sum > long.MaxValue)
            {
                throw new InvalidDataException("The histogram's counts are too large: the sum of its values exceeds 64 bits.");
            }

            histogram.RecordMany(Layout.Low(index), count);
            histogram.Sum = (long)sum;
            histogram.Max = Math.Min(Layout.High(index), Largest);
        }

        return histogram;
    }

    // bucket = 64 - 11 - lzcnt(v | mask); the general formula's ((bucket + 1) << 10) + (v >> bucket) - 1024, shortened.
    private static int IndexOf(long value)
    {
        var bucket = 53 - BitOperations.LeadingZeroCount((ulong)(value | SubBucketMask));
        return (bucket << PageBits) + (int)(value >> bucket);
    }

    private void RecordMany(long value, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            return;
        }

        var (newCount, newSum) = checked((Count + count, Sum + value * count));
        var index = IndexOf(value);
        var page = _pages[index >> PageBits] ?? NewPage(index >> PageBits);
        AddAt(ref page[index & (HistogramPages.Size - 1)], index, count);
        (Count, Sum) = (newCount, newSum);
        _min = Math.Min(_min, value);
        Max = Math.Max(Max, value);
    }

    private int[] NewPage(int p)
    {
        if (_pages == NoPages)
        {
            _pages = new int[PageCount][];
        }

        return _pages[p] = HistogramPages.Rent();
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
                AddAt(ref to[i], (p << PageBits) | i, from[i]);
            }
        }
    }

    private void AddAt(ref int slot, int index, long count)
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

    private long CountAt(int index, int slot) => _carry is null ? slot : slot + _carry.GetValueOrDefault(index);

    private void Forget()
    {
        _carry = null;
        (Count, Sum, _min, Max) = (0, 0, long.MaxValue, 0);
    }
}
