using Stampede.Metrics;

namespace Stampede.Analysis;

/// <summary>
/// Finds where the distribution of a metric changed in a history of runs, also where <see cref="ChangePoints"/> is blind: one of several modes moves, and
/// the mean and the usual percentiles stay, or hide in the noise of another mode. The distance of two runs is the greatest difference between their
/// distributions; the split that lies furthest apart counts if shuffling the runs seldom gives one as far.
/// </summary>
public static class DistributionChanges
{
    /// <summary>The changes, in order; none where there are fewer than twice <see cref="DistributionChangeOptions.FewestRuns"/> runs.</summary>
    /// <param name="runs">A histogram a run, the oldest first, none empty. Each run counts alike, however many values it has.</param>
    /// <param name="random">Shuffles the runs; seeded, the result is the same each time.</param>
    /// <param name="options">Null: the defaults.</param>
    /// <exception cref="ArgumentException">A run has no values, or an option is out of its range.</exception>
    public static IReadOnlyList<DistributionChange> Find(IReadOnlyList<Histogram> runs, Random random, DistributionChangeOptions? options = null)
    {
        options = (options ?? new DistributionChangeOptions()).Check();
        var counts = new CumulativeCounts(runs, nameof(runs));
        var distances = counts.Distances();
        var divergence = new Divergence(runs.Count, (i, k) => distances[i, k]);
        var found = new SortedDictionary<int, double>();
        Split(0, runs.Count);
        int[] borders = [0, .. found.Keys, runs.Count];
        return [.. found.Select((change, i) => Describe(counts, divergence, borders[i], change.Key, borders[i + 2], change.Value))];

        void Split(int start, int end)
        {
            if (end - start < 2 * options.FewestRuns)
            {
                return;
            }

            var best = divergence.Furthest(start, end, options.FewestRuns);
            var p = Shuffles.P(distances, start, end, best.Value, options.FewestRuns, random, options.Permutations, options.MaxP);
            if (p <= options.MaxP)
            {
                found.Add(best.Index, p);
                Split(start, best.Index);
                Split(best.Index, end);
            }
        }
    }

    private static DistributionChange Describe(CumulativeCounts counts, Divergence divergence, int start, int split, int end, double p)
    {
        var (value, shareBefore, shareAfter) = (0L, 0.0, 0.0);
        for (var bucket = 0; bucket < counts.Buckets; bucket++)
        {
            var (before, after) = (MeanShare(counts, start, split, bucket), MeanShare(counts, split, end, bucket));
            if (Math.Abs(after - before) > Math.Abs(shareAfter - shareBefore))
            {
                (value, shareBefore, shareAfter) = (counts.Value(bucket), before, after);
            }
        }

        var (first, last) = divergence.Suspects(start, split, end);
        return new DistributionChange(split, p, value, shareBefore, shareAfter, first, last);
    }

    private static double MeanShare(CumulativeCounts counts, int start, int end, int bucket)
    {
        var sum = 0.0;
        for (var run = start; run < end; run++)
        {
            sum += counts.Share(run, bucket);
        }

        return sum / (end - start);
    }
}
