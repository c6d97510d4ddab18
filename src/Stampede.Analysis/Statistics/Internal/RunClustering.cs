namespace Stampede.Analysis;

/// <summary>By how much failures clump within runs.</summary>
internal static class RunClustering
{
    /// <summary>
    /// The variance of the rates between runs of a side over that of independent requests, both sides together (Pearson's statistic over its degrees of
    /// freedom); 1 where it is less, or where no side has two runs. With it, of how many degrees of freedom it is.
    /// </summary>
    public static (double Clustering, int Freedom) Of(ReadOnlySpan<IReadOnlyList<Proportion>> sides, ReadOnlySpan<Proportion> sums)
    {
        var (statistic, freedom) = (0.0, 0);
        for (var i = 0; i < sides.Length; i++)
        {
            var rate = sums[i].Rate;
            if (rate is 0 or 1)
            {
                continue; // all runs are alike
            }

            freedom += sides[i].Count - 1;
            foreach (var run in sides[i])
            {
                var distance = run.Count - run.Total * rate;
                statistic += distance * distance / (run.Total * rate * (1 - rate));
            }
        }

        return (freedom > 0 ? Math.Max(1, statistic / freedom) : 1, freedom);
    }
}
