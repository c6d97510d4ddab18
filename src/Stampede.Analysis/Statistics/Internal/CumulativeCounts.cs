using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>Several runs' histograms over the same buckets, cumulated, so that any mixture of the runs has its ranks at once.</summary>
internal sealed class CumulativeCounts
{
    // Invariant: _upTo[run][bucket] is how many of the run's values are at most _values[bucket]; both rise.
    private readonly long[] _values;
    private readonly long[][] _upTo;

    public CumulativeCounts(IReadOnlyList<Histogram> runs, string name)
    {
        var used = new SortedSet<int>();
        for (var run = 0; run < runs.Count; run++)
        {
            if (runs[run].Count == 0)
            {
                throw new ArgumentException($"Run {run} has no values: leave out what was not measured.", name);
            }

            foreach (var (index, _) in runs[run].Counts)
            {
                used.Add(index);
            }
        }

        int[] indexes = [.. used];
        _values = [.. indexes.Select(Histogram.Layout.High)];
        _upTo = [.. runs.Select(run => Cumulate(run, indexes))];
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

        return _values[low];
    }

    /// <summary>The greatest difference between two runs' distributions (Kolmogorov and Smirnov), 0 to 1.</summary>
    public double Distance(int one, int other)
    {
        var (a, b) = (_upTo[one], _upTo[other]);
        var (perA, perB) = (1.0 / a[^1], 1.0 / b[^1]);
        var greatest = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            greatest = Math.Max(greatest, Math.Abs(a[i] * perA - b[i] * perB));
        }

        return greatest;
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
