using System.Numerics;

namespace Stampede.Engine;

/// <summary>
/// How an HDR histogram maps values to counters: powers of two (buckets), each cut into equal sub-buckets, so many that
/// <see cref="Digits"/> significant digits are kept.
/// </summary>
internal sealed record HistogramLayout
{
    private readonly int _unitMagnitude;
    private readonly int _halfMagnitude;
    private readonly int _half;
    private readonly long _mask;

    private HistogramLayout(long lowest, long highest, int digits)
    {
        (Lowest, Highest, Digits) = (lowest, highest, digits);
        _unitMagnitude = BitOperations.Log2((ulong)lowest);
        var largestWithSingleUnit = 2L * (long)Math.Pow(10, digits);
        var subBucketMagnitude = BitOperations.Log2((ulong)(largestWithSingleUnit - 1)) + 1;
        _halfMagnitude = subBucketMagnitude - 1;
        _half = 1 << _halfMagnitude;
        _mask = ((2L << _halfMagnitude) - 1) << _unitMagnitude;
    }

    /// <summary>The smallest value told apart from 0; 1 or more.</summary>
    public long Lowest { get; }

    /// <summary>The largest value that must fit; at least twice <see cref="Lowest"/>.</summary>
    public long Highest { get; }

    /// <summary>Significant digits, 0 to 5.</summary>
    public int Digits { get; }

    /// <summary>Number of counters.</summary>
    public int Length { get; private init; }

    /// <summary>The layout of a configuration.</summary>
    /// <exception cref="InvalidDataException">There is none: a value out of its range.</exception>
    public static HistogramLayout Of(long lowest, long highest, int digits)
    {
        if (digits is < 0 or > 5)
        {
            throw new InvalidDataException($"A histogram has 0 to 5 significant digits, not {digits}.");
        }

        if (lowest < 1 || highest / 2 < lowest)
        {
            throw new InvalidDataException($"A histogram cannot reach from {lowest} to {highest}: the lowest is at least 1, the highest at least twice the lowest.");
        }

        var layout = new HistogramLayout(lowest, highest, digits);
        if (layout._unitMagnitude + layout._halfMagnitude > 61)
        {
            throw new InvalidDataException($"A histogram cannot keep {digits} significant digits from {lowest} on: that exceeds 64 bits.");
        }

        return layout with { Length = layout.CountLength() };
    }

    public int Index(long value)
    {
        var bucket = 63 - _unitMagnitude - _halfMagnitude - BitOperations.LeadingZeroCount((ulong)(value | _mask));
        return ((bucket + 1) << _halfMagnitude) + (int)(value >> (bucket + _unitMagnitude)) - _half;
    }

    public long Low(int index)
    {
        var (bucket, sub) = Split(index);
        return (long)sub << (bucket + _unitMagnitude);
    }

    public long High(int index) => Low(index) + Size(index) - 1;

    public long Median(int index) => Low(index) + Size(index) / 2;

    private long Size(int index) => 1L << (Split(index).Bucket + _unitMagnitude);

    private (int Bucket, int Sub) Split(int index)
    {
        var bucket = (index >> _halfMagnitude) - 1;
        var sub = (index & (_half - 1)) + _half;
        return bucket < 0 ? (0, sub - _half) : (bucket, sub);
    }

    private int CountLength()
    {
        var buckets = 1;
        var smallestUntrackable = 2L << (_halfMagnitude + _unitMagnitude);
        while (smallestUntrackable <= Highest)
        {
            buckets++;
            if (smallestUntrackable > long.MaxValue / 2)
            {
                break;
            }

            smallestUntrackable <<= 1;
        }

        return (buckets + 1) * _half;
    }
}
