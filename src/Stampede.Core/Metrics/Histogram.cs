using System.Numerics;
using Stampede.Engine;

namespace Stampede.Metrics;

/// <summary>
/// A high dynamic range histogram of microseconds: 1 µs to 1 h, three significant digits (a bucket is at most 0.1 % wide).
/// Counts, sum, smallest and largest value are exact. It takes 16 bytes a bucket up to 64 of them, then 4 KB pages, made on first use. Not thread-safe.
/// </summary>
public sealed class Histogram
{
    /// <summary>The largest value that is told apart: 1 h, in microseconds.</summary>
    public const long Largest = 3_600_000_000;

    /// <summary>The layout that every histogram here has: 2,048 sub-buckets, 22 powers of two, 23,552 counters.</summary>
    internal static readonly HistogramLayout Layout = HistogramLayout.Of(1, Largest, 3);

    private HistogramCounters _counters = new();
    private long _min = long.MaxValue;

    /// <summary>Index and count of the counters that are not 0, in rising order.</summary>
    internal IEnumerable<(int Index, long Count)> Counts => _counters.All();

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
            foreach (var (index, count) in Counts)
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

        _counters.Increment(IndexOf(microseconds));
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
            other = Copy();
        }

        _counters.Add(in other._counters, other.Count);
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

        return Math.Clamp(Layout.High(_counters.IndexAtRank(rank)), Min, Max);
    }

    /// <summary>Forgets all values. Its pages go back to a pool shared by all histograms, so call it on what is no longer needed.</summary>
    public void Clear()
    {
        _counters.Clear();
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

    /// <summary>Like <see cref="Clear"/>, but keeps the pages: for what records on at once and must not allocate.</summary>
    internal void Reset()
    {
        _counters.Reset();
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

    // Layout.Index with its numbers put in: 64 - 11 bits of sub-buckets - lzcnt(v | mask); ((bucket + 1) << 10) + (v >> bucket) - 1024, shortened.
    private static int IndexOf(long value)
    {
        var bucket = 53 - BitOperations.LeadingZeroCount((ulong)value | 2047);
        return (bucket << 10) + (int)(value >> bucket);
    }

    private void RecordMany(long value, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            return;
        }

        var (newCount, newSum) = checked((Count + count, Sum + value * count));
        _counters.Add(IndexOf(value), count);
        (Count, Sum) = (newCount, newSum);
        _min = Math.Min(_min, value);
        Max = Math.Max(Max, value);
    }

    private void Forget()
    {
        (Count, Sum, _min, Max) = (0, 0, long.MaxValue, 0);
    }
}
