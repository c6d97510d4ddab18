namespace Stampede.Analysis;

/// <summary>All differences (or ratios) between a candidate's and a baseline's value, in ascending order, without storing them: there may be billions.</summary>
internal sealed class OrderedPairs(double[] baseline, double[] candidate, bool areRatios)
{
    public int Baselines => baseline.Length;

    public int Candidates => candidate.Length;

    public long Count => (long)baseline.Length * candidate.Length;

    /// <summary>The one at an index, 0 the smallest: the first number that as many do not exceed. It is one of them to the last bit.</summary>
    public double At(long index)
    {
        var low = Ordinal(Pair(baseline[^1], candidate[0]));
        var high = Ordinal(Pair(baseline[0], candidate[^1]));
        while (low < high)
        {
            // Half the numbers between, not half the distance: at most 64 steps, and it ends at a number itself. Both halves rounded down cannot overflow.
            var middle = (low >> 1) + (high >> 1) + (low & high & 1);
            if (NotAbove(Number(middle)) > index)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return Number(low);
    }

    private double Pair(double from, double to) => areRatios ? to / from : to - from;

    private long NotAbove(double limit)
    {
        // As the baseline's value grows so does the number of candidates that are within the limit of it.
        long count = 0;
        var within = 0;
        foreach (var from in baseline)
        {
            while (within < candidate.Length && Pair(from, candidate[within]) <= limit)
            {
                within++;
            }

            count += within;
        }

        return count;
    }

    // The bits of a double, in an order that is that of the numbers; both zeros are one.
    private static long Ordinal(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        return bits < 0 ? long.MinValue - bits : bits;
    }

    private static double Number(long ordinal) => BitConverter.Int64BitsToDouble(ordinal < 0 ? long.MinValue - ordinal : ordinal);
}
