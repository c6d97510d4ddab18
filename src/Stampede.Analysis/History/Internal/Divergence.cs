namespace Stampede.Analysis;

/// <summary>
/// How far two neighbouring stretches of a series lie apart, beyond what each varies in itself (the energy statistic), from nothing but the distances
/// between its members: values, or whole distributions.
/// </summary>
internal sealed class Divergence
{
    private readonly int _count;

    // Invariant: _sums[k * (_count + 1) + i] is the sum of the distances of member k from members 0 to i - 1.
    private readonly double[] _sums;

    /// <param name="count">How many members.</param>
    /// <param name="distance">The distance of two.</param>
    public Divergence(int count, Func<int, int, double> distance)
    {
        _count = count;
        _sums = new double[count * (count + 1)];
        Fill(distance);
    }

    /// <param name="distances">The distances of all members there are.</param>
    /// <param name="order">Which of them these are, in order.</param>
    public Divergence(double[,] distances, int[] order)
    {
        _count = order.Length;
        _sums = new double[_count * (_count + 1)];
        Fill(distances, order);
    }

    /// <summary>Takes another order in place of the present one.</summary>
    public void Fill(double[,] distances, int[] order)
    {
        for (var k = 0; k < order.Length; k++)
        {
            var (sum, at, from) = (0.0, k * (_count + 1) + 1, order[k]);
            for (var i = 0; i < order.Length; i++)
            {
                _sums[at + i] = sum += distances[from, order[i]];
            }
        }
    }

    private void Fill(Func<int, int, double> distance)
    {
        for (var k = 0; k < _count; k++)
        {
            var sum = 0.0;
            for (var i = 0; i < _count; i++)
            {
                sum += distance(i, k);
                _sums[k * (_count + 1) + i + 1] = sum;
            }
        }
    }

    /// <summary>
    /// The split of members start to end - 1 that lies furthest apart: its first member on the right. The right side may stop before the end, so that a
    /// second change does not hide the first. Of equals it is the first.
    /// </summary>
    /// <param name="start">The first member.</param>
    /// <param name="end">One past the last.</param>
    /// <param name="fewest">How many members each side has at least.</param>
    public Split Furthest(int start, int end, int fewest = 1)
    {
        var best = new Split(-1, -1, double.NegativeInfinity);
        var left = 0.0;
        for (var split = start + 1; split <= end - fewest; split++)
        {
            left += Between(start, split - 1, split - 1);
            if (split - start < fewest)
            {
                continue;
            }

            var (cross, right) = (0.0, 0.0);
            for (var k = split; k < end; k++)
            {
                cross += Between(start, split, k);
                right += Between(split, k, k);
                if (k + 1 - split >= fewest && Value(split - start, k + 1 - split, cross, left, right) is var value && value > best.Value)
                {
                    best = new Split(split, k + 1, value);
                }
            }
        }

        return best;
    }

    /// <summary>How far apart the sides of a split lie, the right one up to the end.</summary>
    public double Of(int start, int split, int end)
    {
        var (cross, left, right) = (0.0, 0.0, 0.0);
        for (var k = start; k < split; k++)
        {
            left += Between(start, k, k);
        }

        for (var k = split; k < end; k++)
        {
            cross += Between(start, split, k);
            right += Between(split, k, k);
        }

        return Value(split - start, end - split, cross, left, right);
    }

    /// <summary>The splits around one that are nearly as good: at least nine tenths of the best. The change lies among them.</summary>
    public (int First, int Last) Suspects(int start, int split, int end)
    {
        var best = 0.0;
        for (var i = start + 1; i < end; i++)
        {
            best = Math.Max(best, Of(start, i, end));
        }

        var (first, last) = (split, split);
        while (first - 1 > start && Of(start, first - 1, end) >= 0.9 * best)
        {
            first--;
        }

        while (last + 1 < end && Of(start, last + 1, end) >= 0.9 * best)
        {
            last++;
        }

        return (first, last);
    }

    /// <summary>A split that was found.</summary>
    /// <param name="Index">The first member on the right; -1 where there is none.</param>
    /// <param name="End">One past the last on the right.</param>
    /// <param name="Value">How far the sides lie apart.</param>
    public readonly record struct Split(int Index, int End, double Value);

    private static double Value(double n, double m, double cross, double left, double right) =>
        2 / (n + m) * cross
        - (n > 1 ? 2 * m / ((n + m) * (n - 1)) * left : 0)
        - (m > 1 ? 2 * n / ((n + m) * (m - 1)) * right : 0);

    /// <summary>The distances of member k from members start to end - 1.</summary>
    private double Between(int start, int end, int k) => _sums[k * (_count + 1) + end] - _sums[k * (_count + 1) + start];
}
