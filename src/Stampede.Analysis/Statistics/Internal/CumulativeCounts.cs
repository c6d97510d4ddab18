using System.Numerics;
using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>Several runs' histograms over the same buckets, cumulated, so that any mixture of the runs has its ranks at once.</summary>
internal sealed class CumulativeCounts
{
    // Invariant: _upTo[run][bucket] is how many of the run's values are at most _values[bucket]; both rise.
    private readonly long[] _values;
    private readonly long[][] _upTo;

    // The last bucket reaches beyond it, and a percentile is never above the maximum.
    private readonly long _most;

    public CumulativeCounts(IReadOnlyList<Histogram> runs, string name)
    {
        var used = new bool[Histogram.Layout.Length];
        for (var run = 0; run < runs.Count; run++)
        {
            if (runs[run].Count == 0)
            {
                throw new ArgumentException($"Run {run} has no values: leave out what was not measured.", name);
            }

            foreach (var (index, _) in runs[run].Counts)
            {
                used[index] = true;
            }
        }

        int[] indexes = [.. used.Index().Where(u => u.Item).Select(u => u.Index)];
        _values = [.. indexes.Select(Histogram.Layout.High)];
        _upTo = [.. runs.Select(run => Cumulate(run, indexes))];
        _most = runs.Select(run => run.Max).DefaultIfEmpty().Max();
    }

    public int Runs => _upTo.Length;

    public int Buckets => _values.Length;

    public long Value(int bucket) => _values[bucket];

    public long Total(int run) => _upTo[run][^1];

    /// <summary>The share of a run's values that are at most the bucket's, 0 to 1.</summary>
    public double Share(int run, int bucket) => (double)_upTo[run][bucket] / _upTo[run][^1];

    /// <summary>The rank-th smallest value of some runs together, of which one may be there more than once.</summary>
    public long ValueAtRank(ReadOnlySpan<int> runs, long rank)
    {
        var (low, high) = (0, _values.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            long upTo = 0;
            foreach (var run in runs)
            {
                upTo += _upTo[run][middle];
            }

            (low, high) = upTo >= rank ? (low, middle) : (middle + 1, high);
        }

        return Math.Min(_values[low], _most);
    }

    /// <summary>The greatest difference between the distributions of any two runs (Kolmogorov and Smirnov), 0 to 1.</summary>
    public double[,] Distances()
    {
        double[][] shares = [.. _upTo.Select(Shares)];
        var distances = new double[shares.Length, shares.Length];
        for (var i = 0; i < shares.Length; i++)
        {
            for (var k = 0; k < i; k++)
            {
                distances[i, k] = distances[k, i] = Distance(shares[i], shares[k]);
            }
        }

        return distances;
    }

    private static double[] Shares(long[] upTo)
    {
        var per = 1.0 / upTo[^1];
        return [.. upTo.Select(c => c * per)];
    }

    // Several buckets at a time: this is what a long history costs.
    private static double Distance(double[] a, double[] b)
    {
        var greatest = Vector<double>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            greatest = Vector.Max(greatest, Vector.Abs(new Vector<double>(a, i) - new Vector<double>(b, i)));
        }

        var distance = 0.0;
        for (var lane = 0; lane < Vector<double>.Count; lane++)
        {
            distance = Math.Max(distance, greatest[lane]);
        }

        for (; i < a.Length; i++)
        {
            distance = Math.Max(distance, Math.Abs(a[i] - b[i]));
        }

        return distance;
    }

    private static long[] Cumulate(Histogram run, int[] indexes)
    {
        var upTo = new long[indexes.Length];
        foreach (var (index, count) in run.Counts)
        {
            upTo[Array.BinarySearch(indexes, index)] = count;
        }

        for (var i = 1; i < upTo.Length; i++)
        {
            upTo[i] += upTo[i - 1];
        }

        return upTo;
    }
}
